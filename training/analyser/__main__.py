"""Makes the language model: ``python -m training.analyser --data ../shared/corpora [--work DIR] [--minutes N]``.

Checks and prepares the corpora; trains a parser on the treebank alone, whose trees and roles the sentences of all other
sources get (`silver`; --parser gives one that is there already); trains on everything (from the last checkpoint in
--work where there is one), writes the float and the 8-bit ONNX model and puts the latter where the analyser looks for
it. About 2.5 hours on two cores of a CPU with bfloat16 arithmetic; the same seed gives the same data in the same order.
``--steps 20`` goes through all of it in some minutes, and leaves what comes of it in --work. ``--begin`` trains on from
another training's checkpoint, with a schedule of its own; ``--mix`` brings the mean of its weights and those of an
earlier checkpoint, which on the treebank is better than either. ``python -m benchmarks.analyser`` measures the result.
"""

from __future__ import annotations

import argparse
import sys
from dataclasses import replace
from pathlib import Path

from training.analyser.corpora import treebank
from training.analyser.encoder import PACKAGE, SHA256
from training.analyser.export import export, quantise
from training.analyser.lexicon import lexicon
from training.analyser.train import Plan, Trainer, mix

SHIPPED = Path(__file__).parents[2] / "transforms" / "events" / "analyser" / "data" / "analyser.onnx"
_SOURCES = (
    "UD English EWT and PropBank release (CC BY-SA 4.0), its names listed for sitrep; UNER English EWT dev (CC BY-SA "
    "4.0); WikiGold (CC BY 4.0); "
    "WNUT 2017 train (CC BY 4.0); re3d by Dstl: CENTCOM and US State Department (public domain), UK Government (OGL "
    "3.0), Australian Department of Foreign Affairs (CC BY 3.0 AU), Wikipedia (CC BY-SA 3.0); passages written for "
    "sitrep; event locations of NGEC (MIT); encoder all-MiniLM-L6-v2 (Apache-2.0)"
)

#: Of the minutes given, those for the parser that labels what has no trees, before the others begin.
_PARSER_SHARE = 0.15


def main() -> int:
    """Trains, exports, quantises."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path("../shared/corpora"), help="the folder of the corpora")
    parser.add_argument("--work", type=Path, default=Path("build/analyser"), help="where checkpoints are kept")
    parser.add_argument("--epochs", type=int, default=14)
    parser.add_argument("--minutes", type=float, default=150.0, help="training on everything ends after these")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--steps", type=int, help="end after so many steps in all: a trial")
    parser.add_argument("--begin", type=Path, help="a checkpoint to begin with, in place of the pretrained encoder")
    parser.add_argument("--mix", type=Path, help="an earlier checkpoint whose weights are mixed in before the export")
    parser.add_argument("--parser", type=Path, help="the exported parser of an earlier training")
    parser.add_argument("--share", type=float, default=0.2, help="the share of --mix in what ships")
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
    )
    plan = replace(plan, parser=options.parser or _parser(plan))
    trainer = Trainer(plan)
    network = trainer.run()
    if options.mix:
        mix(network, options.mix, options.share)
    about = {
        "licence": "CC-BY-SA-4.0",
        "sources": _SOURCES,
        "encoder": f"{PACKAGE} {SHA256}",
        "training": f"seed {plan.seed}, {trainer.step} steps, {trainer.epoch} epochs",
    }
    exact = plan.work / "analyser.float.onnx"
    export(network, exact, about, lexicon(treebank(plan.data)["train"]))
    out.parent.mkdir(parents=True, exist_ok=True)
    quantise(exact, out)
    print(f"{out}: {out.stat().st_size / 1e6:.1f} MB; the float model is {exact}")
    return 0


def _parser(plan: Plan) -> Path:
    """Trains what labels the sentences that no treebank has, and exports it."""
    work = plan.work / "parser"
    out = work / "parser.onnx"
    if not out.exists():
        first = replace(plan, work=work, minutes=plan.minutes * _PARSER_SHARE, begin=None, rate=1.0, trees_only=True)
        export(Trainer(first).run(), out, {}, lexicon(treebank(plan.data)["train"]))
    return out


if __name__ == "__main__":
    sys.exit(main())
