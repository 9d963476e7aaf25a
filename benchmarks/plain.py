"""What a shop would write in an afternoon: Flask, one INSERT per form, gunicorn's threads.

Run by the intake table only, as `gunicorn --worker-class gthread benchmarks.plain:app`.
"""

import os
import sqlite3
import threading

from flask import Flask, redirect, render_template_string
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response
from wtforms import EmailField, StringField, TextAreaField
from wtforms.validators import Email, InputRequired, Length

PAGE = """<!doctype html><title>Contact</title><form method="post">{{ form.csrf_token }}
{{ form.topic }}{{ form.name }}{{ form.email }}{{ form.message }}<button>Send</button></form>"""
TABLE = "CREATE TABLE IF NOT EXISTS messages (topic, name, email, message)"

app = Flask(__name__)
app.config["SECRET_KEY"] = os.environ["HELPCENTER_SECRET"]
_local = threading.local()


class Contact(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no annotations
    """The same fields and rules as the contact form has."""

    topic = StringField(validators=[InputRequired()])
    name = StringField(validators=[InputRequired(), Length(max=100)])
    email = EmailField(validators=[InputRequired(), Email()])
    message = TextAreaField(validators=[InputRequired(), Length(max=5000)])


@app.route("/contact", methods=["GET", "POST"])
def contact() -> Response | str:
    """Show the form; store what comes, durably, before saying thank you."""
    form = Contact()
    if not form.validate_on_submit():
        return render_template_string(PAGE, form=form)
    values = (form.topic.data, form.name.data, form.email.data, form.message.data)
    with _connection() as connection:
        connection.execute("INSERT INTO messages VALUES (?, ?, ?, ?)", values)
    return redirect("/thanks", 303)


def _connection() -> sqlite3.Connection:
    if not hasattr(_local, "connection"):
        _local.connection = sqlite3.connect(os.environ["HELPCENTER_DATABASE"], timeout=30)
        _local.connection.execute("PRAGMA journal_mode = WAL")
        _local.connection.execute("PRAGMA synchronous = FULL")
        _local.connection.execute(TABLE)
    found: sqlite3.Connection = _local.connection
    return found
