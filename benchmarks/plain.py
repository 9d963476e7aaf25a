"""What a shop would write in an afternoon: Flask, one INSERT per form, gunicorn's threads.

Run by the intake table only, as `gunicorn "benchmarks.plain:make_app('tuned')"`. "tutorial" opens
SQLite for each request and leaves it as it is, as Flask's tutorial does; "tuned" keeps a connection
for each thread and writes ahead, as somebody does who has read on.
"""

import os
import sqlite3
import threading
from contextlib import closing
from typing import Literal

from flask import Flask, redirect, render_template_string
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response
from wtforms import EmailField, StringField, TextAreaField
from wtforms.validators import Email, InputRequired, Length

PAGE = """<!doctype html><title>Contact</title><form method="post">{{ form.csrf_token }}
{{ form.topic }}{{ form.name }}{{ form.email }}{{ form.message }}<button>Send</button></form>"""
TABLE = "CREATE TABLE IF NOT EXISTS messages (topic, name, email, message)"
INSERT = "INSERT INTO messages VALUES (?, ?, ?, ?)"
PATIENCE = 30
"""Seconds to wait for the file's lock: with the 5 of the default some forms fail."""
_local = threading.local()


class Contact(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no annotations
    """The same fields and rules as the contact form has."""

    topic = StringField(validators=[InputRequired()])
    name = StringField(validators=[InputRequired(), Length(max=100)])
    email = EmailField(validators=[InputRequired(), Email()])
    message = TextAreaField(validators=[InputRequired(), Length(max=5000)])


def make_app(way: Literal["tutorial", "tuned"]) -> Flask:
    """The application, with its table."""
    app = Flask(__name__)
    app.config["SECRET_KEY"] = os.environ["HELPCENTER_SECRET"]
    with closing(_connect()) as connection:
        connection.execute(f"PRAGMA journal_mode = {'WAL' if way == 'tuned' else 'DELETE'}")
        connection.execute(TABLE)
    insert = _insert_kept if way == "tuned" else _insert

    @app.route("/contact", methods=["GET", "POST"])
    def contact() -> Response | str:
        """Show the form; store what comes, durably, before saying thank you."""
        form = Contact()
        if not form.validate_on_submit():
            return render_template_string(PAGE, form=form)
        insert((form.topic.data, form.name.data, form.email.data, form.message.data))
        return redirect("/thanks", 303)

    return app


def _insert(values: tuple[str, ...]) -> None:
    with closing(_connect()) as connection, connection:
        connection.execute(INSERT, values)


def _insert_kept(values: tuple[str, ...]) -> None:
    if not hasattr(_local, "connection"):
        _local.connection = _connect()
    with _local.connection as connection:
        connection.execute(INSERT, values)


def _connect() -> sqlite3.Connection:
    connection = sqlite3.connect(os.environ["HELPCENTER_DATABASE"], timeout=PATIENCE)
    connection.execute("PRAGMA synchronous = FULL")
    return connection
