"""The sample newsroom: invented outlets on a loopback server, for `make run` and the end-to-end test. See README.md."""
