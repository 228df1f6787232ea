"""Speed against the pipeline that most people would start from."""
