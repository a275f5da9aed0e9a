"""The nightly run for those who have Airflow (Cloud Composer), in place of workflow and scheduler.

Put this file into the DAGs folder and set the Airflow variable `narrate`, a JSON object:

    {"project": "...", "region": "us-central1", "bucket": "...", "max_failure_ratio": 0.1,
     "environment": {"serviceAccountEmail": "..."},
     "parameters": {"input": "gs://.../*.parquet", "output": "gs://.../narrated", "gpu_type": "nvidia-l4", ...}}

A night's job has a name of its own, Dataflow refuses a second active one of that name, and one run is active at a time.
"""

import json
from datetime import UTC, datetime, timedelta

from airflow.exceptions import AirflowFailException
from airflow.models import Variable
from airflow.models.dag import DAG
from airflow.operators.python import PythonOperator
from airflow.providers.google.cloud.hooks.gcs import GCSHook
from airflow.providers.google.cloud.operators.dataflow import DataflowStartFlexTemplateOperator


def check_summary(output: str, max_failure_ratio: float) -> None:
    """Fails the night where its summary shows that records were lost."""
    bucket, _, folder = output.removeprefix("gs://").partition("/")
    summary = json.loads(GCSHook().download(bucket_name=bucket, object_name=f"{folder.rstrip('/')}/summary.json"))
    if not summary["equation_holds"]:
        raise AirflowFailException(f"records are unaccounted for, of {summary['read']} read; see {output}/summary.json")
    if summary["dead_letters"] > max_failure_ratio * summary["read"]:
        lost = f"{summary['dead_letters']} of {summary['read']} records are dead letters"
        raise AirflowFailException(f"{lost}; see {output}/dead_letters/")


settings = Variable.get("narrate", deserialize_json=True)

with DAG(
    dag_id="narrate_nightly",
    schedule="0 2 * * *",
    start_date=datetime(2026, 1, 1, tzinfo=UTC),
    catchup=False,
    max_active_runs=1,
    default_args={"retries": 1, "retry_delay": timedelta(minutes=15), "email_on_failure": True},
) as dag:
    narrate = DataflowStartFlexTemplateOperator(
        task_id="narrate",
        project_id=settings["project"],
        location=settings["region"],
        wait_until_finished=True,
        append_job_name=False,
        body={
            "launchParameter": {
                "jobName": "narrate-{{ ds_nodash }}",
                "containerSpecGcsPath": f"gs://{settings['bucket']}/templates/narrate.json",
                "parameters": settings["parameters"],
                "environment": settings.get("environment", {}),
            }
        },
    )
    check = PythonOperator(
        task_id="check_summary",
        python_callable=check_summary,
        op_args=[settings["parameters"]["output"], settings.get("max_failure_ratio", 0.1)],
        retries=0,
    )
    narrate >> check
