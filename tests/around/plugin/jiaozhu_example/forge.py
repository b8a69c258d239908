"""A git host of one's own: where it takes a new file and an issue, and where its issue forms are."""

from jiaozhu.model.host import Host

FORGE = Host(
    name="forge",
    label="The Forge",
    domains=("forge.example",),
    new_file="{base}/create/@branch@?path=@path@&text=@content@",
    new_issue="{base}/ask?subject=@title@&text=@body@",
    changes="{base}/proposals",
    issues="{base}/questions",
    forms=".forge/questions",
)
