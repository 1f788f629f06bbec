"""The commands and their options, and what becomes of an error: one sentence and a hint."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from journeymap.errors import JourneyMapError
from journeymap.exports import FORMATS
from journeymap.journeys.library import Library
from journeymap.phrases import commands as words
from journeymap.settings import Settings, settings
from journeymap.web.commands.check import UNREADABLE, check
from journeymap.web.commands.convert import OutputError, convert, export
from journeymap.web.commands.files import Wishes
from journeymap.web.commands.serve import serve

_STOPPED = 130
_BUG = 70

_Arguments = argparse.Namespace


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command, and return its exit status."""
    asked = _parser().parse_args(arguments)
    run: Callable[[_Arguments, Settings], int] = asked.run
    try:
        return run(asked, settings())
    except JourneyMapError as error:
        return _failed(str(error), error.hint)
    except KeyboardInterrupt:
        sys.stderr.write(f"{words.STOPPED}\n")
        return _STOPPED
    except BrokenPipeError:
        # Whoever read the output has enough of it; what is left of it goes nowhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:
        if sys.flags.dev_mode:
            raise
        reason = f"{type(error).__name__}: {error}"[:300]
        return _failed(words.BUG.format(reason=reason), words.BUG_HINT, _BUG)


def _failed(why: str, hint: str, status: int = UNREADABLE) -> int:
    sys.stderr.write(f"{words.error_lines(why, hint)}\n")
    return status


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog=words.PROGRAM,
        description=words.ABOUT,
        epilog=words.AFTER,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    commands = parser.add_subparsers(metavar="COMMAND", required=True)
    _check(_command(commands, "check", words.CHECK, words.CHECK_AFTER))
    _convert(_command(commands, "convert", words.CONVERT, words.CONVERT_AFTER))
    _export(_command(commands, "export", words.EXPORT, words.EXPORT_AFTER))
    _serve(_command(commands, "serve", words.SERVE, words.SERVE_AFTER))
    return parser


def _command(
    commands: argparse._SubParsersAction[argparse.ArgumentParser], name: str, about: str, after: str
) -> argparse.ArgumentParser:
    return commands.add_parser(
        name,
        help=about,
        description=f"{about[0].upper()}{about[1:]}.",
        epilog=after,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )


def _check(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help=words.FILE)
    parser.add_argument("--json", action="store_true", help=words.JSON)
    _about_files(parser)
    parser.set_defaults(run=_run_check)


def _run_check(asked: _Arguments, limits: Settings) -> int:
    base = Library.read(limits.data)
    return check(asked.files, _wishes(asked), base, limits, as_json=asked.json)


def _convert(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE", help=words.FILE)
    parser.add_argument("--all", action="store_true", dest="every", help=words.EVERY)
    parser.add_argument("--title", default="", help=words.TITLE)
    _about_output(parser)
    _about_files(parser)
    parser.set_defaults(run=_run_convert)


def _run_convert(asked: _Arguments, limits: Settings) -> int:
    convert(
        asked.file,
        _ending(asked),
        _wishes(asked),
        Library.read(limits.data),
        limits,
        out=asked.out,
        options=asked.option,
    )
    return 0


def _serve(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help=words.FILES)
    parser.add_argument("--all", action="store_true", dest="every", help=words.EVERY)
    parser.add_argument("--port", type=int, help=words.PORT)
    _about_files(parser)
    parser.set_defaults(run=_run_serve)


def _run_serve(asked: _Arguments, limits: Settings) -> int:
    serve(asked.files, _wishes(asked), Library.read(limits.data), limits, port=asked.port)
    return 0


def _export(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("id", nargs="?", default="", metavar="ID", help=words.ID)
    parser.add_argument("--data", type=Path, metavar="FOLDER", help=words.DATA)
    _about_output(parser)
    parser.set_defaults(run=_run_export)


def _run_export(asked: _Arguments, limits: Settings) -> int:
    library = Library.read(asked.data or limits.data)
    if not asked.id:
        lines = [f"{name}\t{library.title(name)}\n" for name in library.ids]
        sys.stdout.write("".join(lines))
        return 0
    export(library, asked.id, _ending(asked), out=asked.out, options=asked.option)
    return 0


def _about_files(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--traveller", default="", metavar="NAME", help=words.TRAVELLER)
    parser.add_argument("--correct", action="store_true", help=words.CORRECT)
    parser.add_argument("--largest-town", action="store_true", help=words.LARGEST)
    parser.add_argument("--zone", default="", help=words.ZONE)


def _about_output(parser: argparse.ArgumentParser) -> None:
    formats = ", ".join(FORMATS)
    parser.add_argument("--to", default="", metavar="FORMAT", help=words.TO.format(formats=formats))
    parser.add_argument("--out", default="", metavar="FILE", help=words.OUT)
    parser.add_argument(
        "--option", action="append", default=[], metavar="NAME=VALUE", help=words.OPTION
    )


def _ending(asked: _Arguments) -> str:
    ending = str(asked.to).lower().lstrip(".")
    if ending not in FORMATS:
        raise OutputError(words.NO_FORMAT, words.NO_FORMAT_HINT.format(formats=", ".join(FORMATS)))
    return ending


def _wishes(asked: _Arguments) -> Wishes:
    given = vars(asked)
    return Wishes(**{name: given[name] for name in Wishes.__dataclass_fields__ if name in given})
