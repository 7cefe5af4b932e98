# "make demo" and "make test" are the ones to know. GNU make 3.81 will do.

MVN = mvn -B

.PHONY: help demo new smoke screenshots test browsers counts soak fuzz bench reproducible mutation release release-check format clean

help:
	@echo "make demo      log in through the relay: a provider, the relay and the demo plugin on localhost [OPEN=0]"
	@echo "make new       a plugin of your own: NAME=my-plugin PROVIDER=notion TEMPLATE=ts|java [REACT=1] [DIR=..]"
	@echo "make test      every test"
	@echo "make smoke     the demo in a headless browser; ends with a line of figures"
	@echo "make screenshots  pictures of the demo plugin, for its README"
	@echo "make browsers  the main journeys in Chromium, Firefox and WebKit"
	@echo "make counts    make test, with the long counts"
	@echo "make soak      people log in while relays are killed and the rest fails: MINUTES=60"
	@echo "make bench     the relay on both hosts, the client beside other libraries: in tables"
	@echo "make reproducible  build the last commit twice and compare every artifact byte for byte"
	@echo "make mutation  which changes of the relay's core no test notices, by PIT"
	@echo "make release  every artifact in dist/: VERSION=1.0.0; make release-check uses each of them"
	@echo "make format    format the sources with google-java-format"

OPEN = 1

demo:
	@.ci/prepare demo
	@node .ci/build.mjs all
	@exec env OPEN=$(OPEN) sh demo-plugin/target/demo

DIR = ..
CREATE = "$(NAME)" --provider "$(PROVIDER)" --template "$(TEMPLATE)" --dir "$(DIR)" $(if $(REACT),--react)

# Refused before the build, which takes a minute if anything has changed.
new:
	@node demo-plugin/create/create.mjs --check $(CREATE)
	@.ci/prepare demo
	@node .ci/build.mjs demo-plugin/create
	@node demo-plugin/create/target/npm/create.mjs $(CREATE)

smoke:
	@.ci/prepare test
	@node .ci/build.mjs all
	@exec sh demo-plugin/target/smoke

screenshots:
	@.ci/prepare test
	@node .ci/build.mjs all
	@exec sh demo-plugin/target/screenshots

test:
	@.ci/prepare test
	$(MVN) verify -Pformat

counts:
	@.ci/prepare test
	$(MVN) verify -Pformat -Dsoak=true

MINUTES = 60

soak:
	@.ci/prepare test
	@$(MVN) -q -Psoak -Dminutes=$(MINUTES) -pl relay/stress -am verify

fuzz: MINUTES = 1
fuzz:
	@.ci/prepare test
	@$(MVN) -q -Pfuzz -Dminutes=$(MINUTES) -pl relay/stress -am verify

browsers:
	@.ci/prepare browsers
	$(MVN) verify -Pbrowsers -pl client -am

bench:
	@.ci/prepare test
	@$(MVN) -q -Pbench -pl client -am verify
	@$(MVN) -q -DskipTests -pl demo-plugin/create -am package
	@cd demo-plugin/create && node bench.mjs

reproducible:
	@.ci/prepare demo
	@node .ci/reproducible.mjs

mutation:
	@.ci/prepare demo
	@$(MVN) -Pmutation -Dmaven.test.skip.exec -pl relay/core -am verify
	@echo "Every mutant: relay/core/target/pit-reports/index.html"

release:
	@.ci/prepare demo
	@node .ci/release.mjs "$(VERSION)"

release-check:
	@.ci/prepare demo
	@node .ci/release-check.mjs

format:
	$(MVN) -q spotless:apply

clean:
	$(MVN) -q clean
