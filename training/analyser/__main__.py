"""Makes the language model: ``python -m training.analyser --data ../shared/corpora [--work DIR] [--minutes N]``.

Checks and prepares the corpora; trains a parser on the treebank alone, which labels all text without trees (--parser
gives the model of one that is there already); trains a teacher, a larger network than can ship, on the corpora with
those trees (--teacher gives the checkpoint of one); trains the small network on the corpora and on what the teacher
makes of their sentences; each from its last checkpoint in --work where there is one. Writes the float and the 8-bit
ONNX model and puts the latter where the analyser looks for it. Under 3 hours on two cores of a CPU with bfloat16
arithmetic; the same seed gives the same data in the same order. ``--steps 20`` goes through all of it in some minutes,
and leaves what comes of it in --work. ``--begin`` trains on from another training's checkpoint, or from a model that
was exported, with a schedule of its own and mostly on passages. ``--listen`` trains a larger network for events alone
first, which then labels news text for it.
``python -m benchmarks.analyser`` measures the result.
"""

from __future__ import annotations

import argparse
import sys
from dataclasses import replace
from pathlib import Path
from typing import Literal

from training.analyser.corpora import treebank
from training.analyser.encoder import PACKAGE, SHA256
from training.analyser.export import export, quantise
from training.analyser.lexicon import lexicon
from training.analyser.train import Plan, Trainer

SHIPPED = Path(__file__).parents[2] / "transforms" / "events" / "analyser" / "data" / "analyser.onnx"
_SOURCES = (
    "UD English EWT and PropBank release (CC BY-SA 4.0), its names listed for sitrep; UNER English EWT dev (CC BY-SA "
    "4.0); WikiGold (CC BY 4.0); "
    "WNUT 2017 train (CC BY 4.0); re3d by Dstl: CENTCOM and US State Department (public domain), UK Government (OGL "
    "3.0), Australian Department of Foreign Affairs (CC BY 3.0 AU), Wikipedia (CC BY-SA 3.0); passages and web text "
    "written for sitrep; event locations and synthetic stories of NGEC (MIT); encoders all-MiniLM-L6-v2 and, "
    "as its teacher, all-mpnet-base-v2 (Apache-2.0)"
)

#: Of the minutes given, those for parser, teacher and listener.
_PARSER_SHARE, _TEACHER_SHARE, _LISTENER_SHARE = 0.1, 0.35, 0.4


def main() -> int:
    """Trains, exports, quantises."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path("../shared/corpora"), help="the folder of the corpora")
    parser.add_argument("--work", type=Path, default=Path("build/analyser"), help="where checkpoints are kept")
    parser.add_argument("--epochs", type=int, default=14)
    parser.add_argument("--minutes", type=float, default=150.0, help="the trainings together end after these")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--steps", type=int, help="end after so many steps in all: a trial")
    parser.add_argument(
        "--begin", type=Path, help="a checkpoint or an exported model to begin with, in place of the pretrained encoder"
    )
    parser.add_argument("--parser", type=Path, help="the exported model that labels text without trees")
    parser.add_argument("--teacher", type=Path, help="the checkpoint of a trained teacher")
    parser.add_argument(
        "--alone",
        action="store_true",
        help="without a teacher, with the parser's trees: for CPUs without matrix units (AMX), where a teacher takes "
        "three seconds a step and learns too little",
    )
    parser.add_argument(
        "--listen",
        action="store_true",
        help="train a listener first, a larger network that learns events alone, and let the network that ships learn "
        "from it which words of plain news text tell events",
    )
    parser.add_argument("--listener", type=Path, help="the checkpoint of a trained listener")
    parser.add_argument("--rate", type=float, default=1.0, help="what the learning rates begin with, of the full ones")
    parser.add_argument(
        "--out", type=Path, help="where the 8-bit model goes (default: where the analyser looks for it)"
    )
    options = parser.parse_args()
    out: Path = options.out or (SHIPPED if options.steps is None else options.work / "analyser.onnx")
    plan = Plan(
        data=options.data,
        work=options.work,
        epochs=options.epochs,
        minutes=options.minutes,
        seed=options.seed,
        threads=options.threads,
        begin=options.begin,
        rate=options.rate,
        steps=options.steps,
        teacher=options.teacher,
        listener=options.listener,
    )
    if options.listen and plan.listener is None:
        plan = _listening(plan)
    if plan.teacher is None:
        plan = _prepared(plan, options.parser, alone=options.alone)
    trainer = Trainer(plan)
    exact = _exported(trainer, plan)
    out.parent.mkdir(parents=True, exist_ok=True)
    quantise(exact, out)
    print(f"{out}: {out.stat().st_size / 1e6:.1f} MB; the float model is {exact}")
    return 0


def _prepared(plan: Plan, parser: Path | None, *, alone: bool) -> Plan:
    """The plan with what the network to ship learns from beside the corpora, a teacher or a parser, trained first."""
    left = plan.minutes
    if parser is None:
        parser = _parser(_before(plan, "parser", _PARSER_SHARE * plan.minutes))
        left -= _PARSER_SHARE * plan.minutes
    if alone:
        return replace(plan, parser=parser, minutes=left)
    trainer = Trainer(replace(_before(plan, "teacher", _TEACHER_SHARE * plan.minutes), parser=parser))
    trainer.run()
    return replace(plan, teacher=trainer.checkpoint, minutes=left - _TEACHER_SHARE * plan.minutes)


def _listening(plan: Plan) -> Plan:
    """The plan with a listener, trained first."""
    trainer = Trainer(_before(plan, "listener", _LISTENER_SHARE * plan.minutes))
    trainer.run()
    return replace(plan, listener=trainer.checkpoint, minutes=(1 - _LISTENER_SHARE) * plan.minutes)


def _before(plan: Plan, role: Literal["parser", "teacher", "listener"], minutes: float) -> Plan:
    """The plan of a network that the one to ship needs."""
    return replace(plan, role=role, work=plan.work / role, minutes=minutes, begin=None, rate=1.0)


def _parser(plan: Plan) -> Path:
    exact, path = _exported(Trainer(plan), plan), plan.work / "analyser.onnx"
    quantise(exact, path)
    return path


def _exported(trainer: Trainer, plan: Plan) -> Path:
    """Trains to the end of the plan; returns the float model."""
    network = trainer.run()
    about = {
        "licence": "CC-BY-SA-4.0",
        "sources": _SOURCES,
        "encoder": f"{PACKAGE} {SHA256}",
        "training": f"seed {plan.seed}, {trainer.step} steps, {trainer.epoch} epochs",
    }
    path = plan.work / "analyser.float.onnx"
    export(network, path, about, lexicon(treebank(plan.data)["train"]))
    return path


if __name__ == "__main__":
    sys.exit(main())
