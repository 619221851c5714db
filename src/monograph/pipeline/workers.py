"""A crew of processes that share out work and keep, each, what they have made.

``concurrent.futures`` hands any task to any process; here the pages of a monograph are rendered by the process that
read it, which still holds its entry, so that entries never travel.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from multiprocessing.connection import Connection, wait
from typing import Any, NamedTuple, TypeVar, cast

AHEAD = 2
"""Tasks that lie ready with a worker, so that it never waits for the next one."""

Work = Callable[[Any], Any]
T = TypeVar("T")


class Done(NamedTuple):
    """The result of a task and the number of the worker that did it."""

    worker: int
    result: Any


class WorkerDiedError(RuntimeError):
    """A worker ended without an answer: killed, most likely for want of memory."""


class Crew:
    """So many worker processes; each calls ``hire(*args)`` once and has every task done by what that returns.

    ``hire`` and its arguments are importable and picklable, for systems that cannot fork. An exception in a task
    is raised again in the parent. Leaving the ``with`` block ends the workers, whatever they are doing; when the
    parent is killed they see their pipe close and end as well.
    """

    def __init__(self, count: int, hire: Callable[..., Work], *args: Any) -> None:
        can_fork = "fork" in multiprocessing.get_all_start_methods()
        context = multiprocessing.get_context("fork") if can_fork else multiprocessing.get_context("spawn")
        self._pipes: list[Connection] = []
        self._processes = []
        for _ in range(count):
            ours, theirs = context.Pipe()
            self._pipes.append(ours)
            # A forked worker holds copies of the parent's ends: it must close them, or it would never see them close.
            inherited = list(self._pipes) if can_fork else []
            process = context.Process(target=_serve, args=(theirs, inherited, hire, args), daemon=True)
            process.start()
            theirs.close()
            self._processes.append(process)

    def __enter__(self) -> Crew:
        return self

    def __exit__(self, *_: object) -> None:
        for pipe in self._pipes:
            pipe.close()
        for process in self._processes:
            process.terminate()
            process.join()

    def run(self, tasks: Iterable[Any]) -> Iterator[Done]:
        """The results of tasks, in the order of the tasks; whichever worker is free takes the next one."""
        queue = enumerate(tasks)
        busy: dict[Connection, list[int]] = {pipe: [] for pipe in self._pipes}
        finished: dict[int, Done] = {}
        following = 0
        for pipe in self._pipes * AHEAD:
            self._hand_out(pipe, queue, busy)
        while working := [pipe for pipe, numbers in busy.items() if numbers]:
            for pipe in _ready(working):
                finished[busy[pipe].pop(0)] = Done(self._pipes.index(pipe), self._receive(pipe))
                self._hand_out(pipe, queue, busy)
            while following in finished:
                yield finished.pop(following)
                following += 1

    def run_own(self, tasks: dict[int, list[Any]]) -> Iterator[Done]:
        """The results of tasks that belong to a worker, given by the worker's number, as they come in."""
        queues = {self._pipes[worker]: deque(own) for worker, own in tasks.items() if own}
        for pipe, queue in queues.items():
            pipe.send(queue.popleft())
        while queues:
            for pipe in _ready(list(queues)):
                result = self._receive(pipe)
                if queues[pipe]:
                    pipe.send(queues[pipe].popleft())
                else:
                    del queues[pipe]
                yield Done(self._pipes.index(pipe), result)

    def _hand_out(self, pipe: Connection, queue: Iterator[tuple[int, Any]], busy: dict[Connection, list[int]]) -> None:
        task = next(queue, None)
        if task is not None:
            busy[pipe].append(task[0])
            pipe.send(task[1])

    def _receive(self, pipe: Connection) -> Any:
        try:
            failed, result = pipe.recv()
        except (EOFError, ConnectionResetError) as error:
            raise WorkerDiedError("a worker process was killed: is there enough memory? try --workers 1") from error
        if failed:
            raise result
        return result


def _ready(pipes: list[Connection]) -> list[Connection]:
    return cast(list[Connection], wait(pipes))


def _serve(pipe: Connection, inherited: list[Connection], hire: Callable[..., Work], args: tuple[Any, ...]) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides what an interrupt means
    for other in inherited:
        other.close()
    work = hire(*args)
    try:
        while True:
            task = pipe.recv()
            try:
                answer = (False, work(task))
            except Exception as error:
                error.add_note(f"in worker {os.getpid()}")
                answer = (True, error)
            pipe.send(answer)
    except (EOFError, BrokenPipeError, ConnectionResetError):
        os._exit(0)  # the parent is gone


def chunks(tasks: Sequence[T], size: int = 64) -> list[Sequence[T]]:
    """Tasks in parts of a size that makes the sending of a part cheap beside the work in it."""
    return [tasks[start : start + size] for start in range(0, len(tasks), size)]


def available_workers() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
