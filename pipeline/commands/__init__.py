"""The commands of `narrate`, a module each, imported when it is called: a report needs no Beam and no model."""
