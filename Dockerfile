# One image per service, from the executable jar that `./mvnw -DskipTests package` made:
#   docker build --build-arg MODULE=incident-service -t firebreak/incident-service .
ARG JAVA_IMAGE=eclipse-temurin:25-jre

FROM ${JAVA_IMAGE} AS layers
ARG MODULE
WORKDIR /layers
COPY ${MODULE}/target/${MODULE}-*-exec.jar app.jar
RUN java -Djarmode=tools -jar app.jar extract --layers --launcher --destination extracted

FROM ${JAVA_IMAGE}
ARG MODULE
LABEL org.opencontainers.image.title="firebreak ${MODULE}" org.opencontainers.image.licenses="Apache-2.0"
# A number, not a name: Kubernetes' runAsNonRoot cannot check names.
USER 10001:10001
WORKDIR /app
# What changes least comes first, so that a new build of ours is a small pull.
COPY --from=layers /layers/extracted/dependencies/ ./
COPY --from=layers /layers/extracted/spring-boot-loader/ ./
COPY --from=layers /layers/extracted/snapshot-dependencies/ ./
COPY --from=layers /layers/extracted/application/ ./
ENV FIREBREAK_LISTEN=0.0.0.0 \
    FIREBREAK_CATALOG=/app/runbooks \
    JAVA_TOOL_OPTIONS="-XX:MaxRAMPercentage=70 -XX:+ExitOnOutOfMemoryError -Djava.io.tmpdir=/tmp"
# exec form: java is process 1 and gets the signal that stops it.
ENTRYPOINT ["java", "org.springframework.boot.loader.launch.JarLauncher"]
