"""The rooms, and how to add one.

A room is a module of this folder with one :class:`tui.screens.room.Room`, listed in :data:`ROOMS`::

    class Posts(Room):
        WORDS = "posts"                          # words/fr/posts.toml and words/en/posts.toml; both have `room` and `about`
        ASKS = (ImportPosts, RemovePost)         # its commands (tui/commands/posts.py), most useful first

        def body(self) -> Iterable[Widget]:      # between masthead and key line; never a bare Static or Label:
            yield Said("posts.title")            #   Said: words of the catalogue, said again when the language switches
            yield Plain(post.text)               #   Plain: anybody's words, never markup

        def on_mount(self) -> None:              # the parents' on_mount runs too, after this one
            self.masthead.subject = "…"          # what is on the table; masthead.state says what is saved or being opened

        @on(ImportPosts)
        def _import(self) -> None: ...           # a command is a message; private handlers are fine

        def allows(self, ask) -> bool | None:    # False hides it (palette, footer, help), None greys it
            return True

        def relabel(self) -> None:               # only for words a widget cannot say by itself (table headings, titles)
            super().relabel()

Its command classes go in ``tui/commands/<room>.py`` (see :mod:`tui.commands`). Its style goes in ``app.tcss`` when short, or in
``CSS_PATH`` beside the module; colours are theme variables only: ``$primary`` (the accent), ``$soft`` (secondary ink),
``$rule`` (lines), ``$block $warn $advise $good`` and ``$tint-block $tint-warn $tint-advise $tint-here``. The screen has class
``-wide`` from 110 columns and ``-narrow`` under.

From a room: ``self.house`` (notebook, corpus, clock, review_draft…), ``self.words("posts.title")``,
``self.porte_voix.open_room("workbench", draft="d1")`` goes somewhere, ``self.porte_voix.say("posts.removed", n=3)`` shows a
passing word, ``self.porte_voix.complain(error)`` an error with its remedy. Anything slower than 5 ms runs in a worker::

    self.run_worker(self._read, thread=True, group="posts", exclusive=True, exit_on_error=False, description="read the posts")

whose function ends with ``self.post_message(SomeMessage(result))`` (thread-safe): it never touches a widget. An error it raises
is shown by the app. ``on_warmed`` is called once the store and the packs are open.

A dialog is a :class:`tui.screens.room.Dialog`, listed like a room and dismissed with its answer:
``self.porte_voix.ask_dialog("decide", self._decided, finding=finding)``.
"""

ROOMS = {
    "desk": "tui.screens.desk:DeskRoom",
    "welcome": "tui.screens.welcome:Welcome",
    "interview": "tui.screens.interview:InterviewRoom",
    "workbench": "tui.screens.workbench:Workbench",
    "mirror": "tui.screens.mirror:MirrorRoom",
    "taught": "tui.screens.taught:TaughtDialog",
    "decide": "tui.screens.decide:DecideDialog",
    "revisions": "tui.screens.revisions:RevisionsDialog",
    "source": "tui.screens.source:SourceDialog",
    "rebound": "tui.screens.rebound:Rebound",
    "thread": "tui.screens.thread:ThreadRoom",
    "posts": "tui.screens.posts:PostsRoom",
    "publication": "tui.screens.publication:Publication",
    "memento": "tui.screens.line:LineRoom",
    "cards": "tui.screens.line_cards:CardsRoom",
    "calendar": "tui.screens.line_calendar:CalendarRoom",
    "board": "tui.screens.board:BoardRoom",
    "projector": "tui.screens.projector:ProjectorRoom",
    "session": "tui.screens.session:SessionRoom",
    "outside": "tui.screens.outside:OutsideRoom",
    "charter": "tui.screens.charter:CharterRoom",
    "letter": "tui.screens.charter_letter:LetterDialog",
    "sign": "tui.screens.charter_record:SignDialog",
    "record": "tui.screens.charter_record:RecordDialog",
    "atelier": "tui.screens.atelier:AtelierRoom",
    "exercise": "tui.screens.exercise:ExerciseRoom",
    "progress": "tui.screens.progress:ProgressRoom",
    "cohort": "tui.screens.cohort:CohortRoom",
    "arroseur": "tui.screens.arroseur:ArroseurRoom",
    "choir": "tui.screens.choir:ChoirRoom",
    "charter_file": "tui.screens.arroseur_file:FileDialog",
    "confirm": "tui.screens.dialogs:ConfirmDialog",
    "line": "tui.screens.dialogs:LineDialog",
    "choose": "tui.screens.dialogs:ChooseDialog",
    "form": "tui.screens.form:FormDialog",
    "lines": "tui.screens.form:LinesDialog",
    "tell": "tui.screens.dialogs:TellDialog",
    "help": "tui.screens.help:HelpDialog",
    "rooms": "tui.screens.rooms:RoomsDialog",
    "palette": "tui.screens.palette:PaletteDialog",
}
"""Where each room lives: imported when it is first opened, so that the first paint waits for one only."""

DOORS: tuple[str, ...] = (
    "desk",
    "memento",
    "cards",
    "calendar",
    "outside",
    "mirror",
    "charter",
    "thread",
    "rebound",
    "atelier",
    "progress",
    "cohort",
    "posts",
    "arroseur",
    "choir",
)
"""The rooms one can walk into from anywhere, in the order a person needs them; each needs no argument to open.

The list of rooms shows ``<room>.room`` and the first sentence of ``<room>.about``.
"""
