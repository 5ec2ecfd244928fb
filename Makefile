# Short names for what ./mvnw does. Needs a JDK 17 or newer and nothing else.

MVNW := ./mvnw --batch-mode --no-transfer-progress
# set for Maven, too: models of some dependencies name it, and Maven complains where it is missing
export JAVA_HOME ?= $(patsubst %/bin/java,%,$(realpath $(shell command -v java)))
JAVA := $(if $(JAVA_HOME),$(JAVA_HOME)/bin/java,java)
SAMPLES := sample-services
DEMO_MODULES := agent/dist,$(SAMPLES)/product,$(SAMPLES)/cart,$(SAMPLES)/loms,$(SAMPLES)/notification,$(SAMPLES)/demo
BENCH_MODULES := agent/dist,agent/benchmarks,agent/benchmarks/service,$(SAMPLES)/product,$(SAMPLES)/cart
BENCH := agent/benchmarks/target/benchmarks.jar
DEMO := $(SAMPLES)/demo/target/demo.jar
ALERTMANAGER := docker/alertmanager/alertmanager.yml
PROFILES ?= core
# what test-jvms runs, and on which versions of Java
JVMS ?= 8 11 21 25
JVM_TESTS ?= io.obsagent.verify.**.*Test
# what "make support" writes, which two JVMs must not do at once, and how it runs the tests of a @JdkPart, and those of
# versions that need a newer Java than this one
SUPPORT := -Dobsagent.support=$(CURDIR)/docs/support.md -Dverify.forks=1
JDK_PARTS := -Dgroups=jdk $(SUPPORT)
JDK_PARTS_AND_NEWER := -Dgroups=jdk,matrix -Dmatrix=newer $(SUPPORT)
# the plugin, or where there is none the program
DOCKER_COMPOSE = $(shell docker compose version >/dev/null 2>&1 && echo docker compose || echo docker-compose)
COMPOSE = $(DOCKER_COMPOSE) $(addprefix --profile ,$(PROFILES))
# whatever profiles it was started with
ALL = $(DOCKER_COMPOSE) --profile '*'
# Graylog has something to show once the agents send it what the services log
ifneq ($(filter graylog full,$(PROFILES)),)
export LOGS_SHIP ?= gelf
endif

.DEFAULT_GOAL := help
.PHONY: help demo test test-slow test-containers test-matrix test-jvms support support-libraries support-jdk reference alerts-test images up run-all run-kafka load logs ps down bench bench-quick bench-jmh jar sbom release test-release format check clean jdk

help: ## Show this list
	@if [ -t 1 ]; then on='\033[36m'; off='\033[0m'; fi; \
	awk -F ':.*## ' -v on="$$on" -v off="$$off" \
		'/^[a-z-]+:.*## / { printf "  %s%-15s%s %s\n", on, $$1, off, $$2 }' $(firstword $(MAKEFILE_LIST))

demo: jdk ## Build everything, start the four services under the agent and show one checkout
	@echo "Building the agent and the services (the first time downloads for a few minutes)"
	@$(MVNW) -DskipTests -pl $(DEMO_MODULES) -am package | { \
	while IFS= read -r line; do case "$$line" in \
		"[INFO] Building "*"]") echo "  $${line#*Building }" ;; \
		"[ERROR]"*) echo "$$line" ;; \
		*"BUILD SUCCESS"*) built=yes ;; \
	esac; done; [ "$$built" ]; }
	@$(JAVA) -jar $(DEMO) $(ARGS)

test: jdk ## Run all tests (but the slow ones)
	@$(MVNW) verify

test-slow: jdk ## Run the slow tests
	@$(MVNW) -Pslow verify

test-containers: jdk ## Run the services in containers, with images made of Debian's packages
	@.ci/fetch-tools docker-compose && .ci/images
	@$(MVNW) -Pcontainers -pl $(DEMO_MODULES) -am verify -Dtest='*ContainersTest' -Dsurefire.failIfNoSpecifiedTests=false

test-matrix: jdk ## Run the contract tests with all versions of the libraries
	@$(MVNW) -Pmatrix -pl agent/verify -am verify

test-jvms: jdk ## Run the contract tests on Java 8, 11 and 21, which root unpacks, and 25 where it is there (JVMS=8 for one)
	@mkdir -p target && .ci/jres >target/jres
	@trap '.ci/jres --unmount' EXIT; trap 'exit 143' TERM; trap 'exit 130' INT; \
	while read -r version java; do \
		case " $(JVMS) " in *" $$version "*) ;; *) continue ;; esac; \
		echo "Java $$version"; \
		$(MVNW) -pl agent/verify -am verify -Dtest='$(JVM_TESTS)' -Dsurefire.failIfNoSpecifiedTests=false \
			-Dobsagent.java="$$java" $(ARGS) </dev/null || exit 1; \
	done <target/jres

.NOTPARALLEL: support
support: support-libraries support-jdk ## Write docs/support.md: both of the next

support-libraries: jdk ## Run test-matrix, and write what passed (ARGS="-Dtest='Jdbc*'" for some only)
	@$(MVNW) -Pmatrix -pl agent/verify -am verify $(SUPPORT) \
		-Dsurefire.failIfNoSpecifiedTests=false $(ARGS)

support-jdk: jdk ## Run what observes parts of the JDK, and what needs a newer Java than this, on those of test-jvms, and write it
	@$(MVNW) -pl agent/verify -am verify -Dtest='$(JVM_TESTS)' -Dsurefire.failIfNoSpecifiedTests=false $(JDK_PARTS)
	@$(MAKE) --no-print-directory test-jvms ARGS='$(JDK_PARTS_AND_NEWER)'

reference: jdk ## Write obs-agent.yaml, its schema and the keys of docs/configuration.md, as the code says
	@$(MVNW) --quiet -pl agent/config test -Dtest='ReferenceTest#reference*' -Dreference.write=true

alerts-test: ## Check rules, alerts and where they go, and run the alerts' unit tests
	@.ci/fetch-tools promtool amtool
	@export PATH="$(CURDIR)/target/tools/bin:$$PATH"; routes="amtool config routes test --config.file=$(ALERTMANAGER)"; \
	promtool check config prometheus/prometheus.yml && promtool test rules alert-rules/tests/*.yml && \
	amtool check-config $(ALERTMANAGER) && \
	$$routes --verify.receivers=telegram severity=critical alertname=ServiceDown service=loms && \
	$$routes --verify.receivers=telegram severity=warning alertname=AgentMissing service=loms && \
	$$routes --verify.receivers=nobody severity=none alertname=Watchdog

images: ## Build the images of the agent, the services, and the tools
	@$(ALL) build

up: ## Start the stack in containers: PROFILES="core logs alerts" or full (core)
	@$(COMPOSE) up --detach --build

run-all: up ## The same as up

run-kafka: ## Start the three brokers of the stack alone
	@PROFILES=kafka $(MAKE) --no-print-directory up

load: ## Let shoppers loose on the stack, for LOAD_SECONDS
	@$(COMPOSE) run --rm --build load

logs: ## Follow the logs of the stack (ARGS="cart-1 loms" for some only)
	@$(ALL) logs --follow --tail 100 $(ARGS)

ps: ## Show what runs of the stack
	@$(ALL) ps

down: ## Stop the stack (ARGS=--volumes deletes its data)
	@$(ALL) down $(ARGS)

bench: jdk ## Measure what this and other agents cost, on an idle machine (takes about an hour)
	@$(MVNW) --quiet -Pbench -DskipTests -pl $(BENCH_MODULES) -am package
	@$(JAVA) -jar $(BENCH) $(ARGS)

bench-quick: ## One round for a first impression, this agent and OpenTelemetry's
	@$(MAKE) --no-print-directory bench ARGS="--quick $(ARGS)"

bench-jmh: jdk ## Measure the hot paths alone under JMH
	@$(MVNW) --quiet -Pbench -DskipTests -pl $(BENCH_MODULES) -am package
	@$(JAVA) -cp "$(BENCH):$(dir $(BENCH))lib/*" org.openjdk.jmh.Main -prof gc $(ARGS)

jar: jdk ## Build agent/dist/target/obs-agent.jar
	@$(MVNW) --quiet -DskipTests -pl agent/dist -am package
	@ls -l agent/dist/target/obs-agent.jar

sbom: jdk ## Build the jar with its checksum, bill of materials (CycloneDX) and licences of what is in it
	@$(MVNW) --quiet -Psbom -DskipTests -pl agent/dist -am package
	@ls -l agent/dist/target/obs-agent*

release: sbom ## Put what a release consists of into target/release, with checksums; KEY=fingerprint signs them
	@rm -rf target/release && mkdir -p target/release
	@cp agent/dist/target/obs-agent.jar agent/dist/target/obs-agent-sbom.json LICENSE target/release
	@cat agent/dist/target/obs-agent-licences.txt agent/dist/src/sbom/contained.txt >target/release/obs-agent-licences.txt
	@.ci/sign target/release $(KEY)
	@ls -l target/release

test-release: jar ## Build the jar once more elsewhere and compare, and try signatures
	@.ci/test-release

format: jdk ## Format all sources
	@$(MVNW) --quiet spotless:apply

check: jdk ## Check the format of all sources
	@$(MVNW) --quiet spotless:check

clean: ## Remove everything that was built
	@$(MVNW) --quiet clean

jdk:
	@version=$$($(JAVA) -XshowSettings:properties -version 2>&1 | awk '$$1 == "java.specification.version" { print $$3 }'); \
	if [ "$$(printf '%.0f' "$${version:-0}")" -lt 17 ]; then \
		echo "A JDK 17 or newer has to be on the PATH or in JAVA_HOME; found: $${version:-none}" >&2; exit 1; \
	fi
