"""What recognisers write: ALTO, PAGE XML and hOCR, alone or in archives with METS."""
