"""``python -m jiaozhu``."""

from jiaozhu.cli import main

main(prog_name="jiaozhu")
