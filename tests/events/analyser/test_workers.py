"""The analyser in worker processes: sent by name, loaded once, side by side without fighting for cores."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import apache_beam as beam
import pytest
from apache_beam.testing.util import assert_that, equal_to

from transforms.events.analyser.analyser import Analyser
from transforms.events.analyser.document import Document

TEXT = "The shelling of Donetsk by Russian forces killed 12 civilians."


def analysed(analyser: Analyser, text: str) -> tuple[int, bool, int, Document]:
    """Which process it was, whether the analyser is the process' own, the threads that runtime has added, the document.

    Threads are counted by the operating system, where it tells.
    """
    tasks = Path("/proc/self/task")
    before = len(list(tasks.iterdir())) if tasks.exists() else 0
    [document] = analyser.analyse([text])
    after = len(list(tasks.iterdir())) if tasks.exists() else 0
    return os.getpid(), analyser is Analyser.load(), after - before, document


def test_processes_side_by_side_load_it_once_each_compute_in_one_thread_and_agree() -> None:
    here = Analyser.load()
    with ProcessPoolExecutor(2, mp_context=multiprocessing.get_context("spawn")) as pool:
        answers = [f.result() for f in [pool.submit(analysed, here, TEXT) for _ in range(8)]]
    assert os.getpid() not in {pid for pid, *_ in answers}
    assert all(own and added == 0 for _, own, added, _ in answers)
    assert all(document == here.analyse([TEXT])[0] for *_, document in answers)


class _Analyse(beam.DoFn):
    """Carries the analyser to workers, as a pipeline would."""

    def __init__(self, analyser: Analyser) -> None:
        self._analyser = analyser

    def process(self, text: str) -> Iterator[tuple[bool, str]]:
        _, own, _, document = analysed(self._analyser, text)
        [killing] = [p for s in document.sentences for p in s.predicates if s.tokens[p.token].lemma == "kill"]
        victims = killing.arg("A1")
        assert victims is not None
        yield own, document.words(document.sentences[0], victims.start, victims.end)


def test_a_pipeline_carries_it_to_its_workers() -> None:
    runner = "apache_beam.runners.portability.fn_api_runner.FnApiRunner"
    with beam.Pipeline(runner=runner) as pipeline:
        found = pipeline | beam.Create([TEXT, TEXT]) | beam.ParDo(_Analyse(Analyser.load()))
        assert_that(found, equal_to([(True, "12 civilians")] * 2))


@pytest.mark.parametrize("threads", [1, 2])
def test_more_threads_change_nothing_but_the_time(threads: int) -> None:
    assert Analyser.load(threads=threads).analyse([TEXT]) == Analyser.load().analyse([TEXT])
