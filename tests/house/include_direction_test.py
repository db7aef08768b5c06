"""The tree obeys the direction of includes, and the check that says so finds each kind of fault planted in a copy."""

import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]

# (file to write, its text, what the check must say)
FAULTS = [
    ("engine/kernel/up.hpp", '#include "engine/world/council.hpp"\n', "engine/kernel/up.hpp:1: engine/kernel must not include engine/world"),
    ("engine/policy/aside.cpp", '\n#include "engine/measure/planted.hpp"\n', "engine/policy/aside.cpp:2: engine/policy must not include engine/measure"),
    ("analysis/results/up.hpp", '#include "engine/run/planted.hpp"\n', "analysis/results must not include engine/run"),
    ("scenarios/loader/aside.cpp", '#include "analysis/baseline/evaluate.hpp"\n', "scenarios/loader must not include analysis/baseline"),
    ("engine/world/test.hpp", '#include "tests/support/planted.hpp"\n', "engine/world must not include tests/support"),
    ("engine/run/near.hpp", '#include "planted.hpp"\n', '"planted.hpp" is not a file seen from the root'),
    ("engine/run/file.cpp", "#include <hdf5.h>\n", "the engine knows no HDF5"),
    ("engine/run/threads.cpp", "#  include <omp.h>\n", "a run has one thread"),
    ("analysis/estimate/threads.cpp", "#include <thread>\n", "all parallelism is scenarios/experiment's"),
    ("scenarios/loader/dice.cpp", "#include <random>\n", "draws are keyed"),
    ("engine/gadgets/new.hpp", "#pragma once\n", "'engine/gadgets' is no box of the design"),
]
BYSTANDERS = ["analysis/baseline/evaluate.hpp", "engine/world/council.hpp", "engine/measure/planted.hpp", "engine/run/planted.hpp", "tests/support/planted.hpp"]
SOUND = '#pragma once\n#include <vector>\n#include "engine/world/council.hpp"\n'


def check(root):
    """Exit status and findings of the check on the tree at `root`."""
    done = subprocess.run([sys.executable, HERE / "include_direction.py", root], capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


class IncludeDirection(unittest.TestCase):
    def setUp(self):
        self.tree = pathlib.Path(tempfile.mkdtemp())
        self.addCleanup(shutil.rmtree, self.tree)
        shutil.copy(ROOT / "CMakeLists.txt", self.tree)
        for path in BYSTANDERS:
            self.plant(path, "#pragma once\n")
        self.plant("engine/process/sound.hpp", SOUND)

    def plant(self, path, text):
        (self.tree / path).parent.mkdir(parents=True, exist_ok=True)
        (self.tree / path).write_text(text, encoding="utf-8")

    def test_our_tree_is_sound(self):
        status, output = check(ROOT)
        self.assertEqual(status, 0, output)

    def test_a_sound_tree_passes(self):
        status, output = check(self.tree)
        self.assertEqual(status, 0, output)

    def test_each_planted_fault_is_found(self):
        for path, text, message in FAULTS:
            with self.subTest(path):
                self.plant(path, text)
                status, output = check(self.tree)
                (self.tree / path).unlink()
                self.assertEqual(status, 1, output)
                self.assertIn(message, output)
                self.assertIn(", 1 faults", output)

    def test_a_link_upwards_is_found(self):
        text = (self.tree / "CMakeLists.txt").read_text(encoding="utf-8")
        planted = text.replace("wardmote_box(engine/world LINKS kernel)", "wardmote_box(engine/world LINKS kernel run)")
        self.assertNotEqual(text, planted)
        self.plant("CMakeLists.txt", planted)
        status, output = check(self.tree)
        self.assertEqual(status, 1, output)
        self.assertIn("engine/world must not link run", output)

    def test_an_empty_tree_is_no_pass(self):
        with tempfile.TemporaryDirectory() as empty:
            status, output = check(empty)
        self.assertEqual(status, 1, output)
        self.assertIn("no sources found", output)


if __name__ == "__main__":
    unittest.main()
