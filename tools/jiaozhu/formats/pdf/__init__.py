from jiaozhu.formats.pdf.reading import transcribe_pdf

