.PHONY: test
test:
	mvn -B verify
