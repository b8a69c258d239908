"""What a host runs for each contribution: the check, the site and the book, and a review of what changes."""

from __future__ import annotations

from jiaozhu.model.host import GITHUB, GITLAB, Host

__all__ = ["pipelines"]

#: The actions are those of this project's own workflows, by their commits.
_GITHUB = """\
# Every change checked, built and shown. Code of strangers runs here: the token reads the repository and nothing else.
name: edition

on:
  pull_request:
  push:
    branches: [main]

permissions: {}

concurrency:
  group: edition-${{ github.ref }}
  cancel-in-progress: true

jobs:
  build:
    runs-on: ubuntu-24.04
    timeout-minutes: 30
    permissions:
      contents: read
    steps:
      - uses: actions/checkout@11bd71901bbe5b1630ceea73d27597364c9af683 # v4.2.2
        with:
          fetch-depth: 0
          persist-credentials: false
      - uses: actions/setup-python@a26af69be951a213d495a4c3e4e4022e16d87065 # v5.6.0
        with:
          python-version: "3.12"
      - run: python -m pip install 'jiaozhu[site,pdf]'
      - run: jiaozhu check --format github
      - run: jiaozhu build
      - name: What changes on which page
        if: ${{ github.event_name == 'pull_request' }}
        env:
          BASE: ${{ github.event.pull_request.base.sha }}
        run: jiaozhu review "$BASE" --page build/html/review.html --pages texts >> "$GITHUB_STEP_SUMMARY"
      - uses: actions/upload-artifact@ea165f8d65b6e75b540449e92b4886f43607fa02 # v4.6.2
        with:
          name: edition
          path: |
            build/html
            build/book.pdf
          retention-days: 14
"""
_GITLAB = """\
# Every change checked, built and shown.
edition:
  image: python:3.12
  variables:
    GIT_DEPTH: "0"
  rules:
    - if: $CI_PIPELINE_SOURCE == "merge_request_event"
    - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH
  script:
    - python -m pip install 'jiaozhu[site,pdf]'
    - jiaozhu check
    - jiaozhu build
    - |
      if [ -n "$CI_MERGE_REQUEST_DIFF_BASE_SHA" ]; then
        jiaozhu review "$CI_MERGE_REQUEST_DIFF_BASE_SHA" --page build/html/review.html --pages texts
      fi
  artifacts:
    expire_in: 14 days
    expose_as: edition
    paths:
      - build/html/
      - build/book.pdf
"""
#: By the host's name. Others run the same commands in ways that differ from server to server.
_PIPELINES = {
    GITHUB.name: {".github/workflows/edition.yml": _GITHUB},
    GITLAB.name: {".gitlab-ci.yml": _GITLAB},
}


def pipelines(host: Host) -> dict[str, str]:
    """Return the files that make a host check and build each contribution, by path; none where servers differ.

    Args:
        host: The host.
    """
    return dict(_PIPELINES.get(host.name, {}))
