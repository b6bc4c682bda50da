"""CSV, XLSX and JSON, in and out."""
