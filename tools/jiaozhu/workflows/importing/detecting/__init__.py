"""What a draft is made by: the kinds of paragraphs, texts and chapters, seams, repetitions, odd words."""
