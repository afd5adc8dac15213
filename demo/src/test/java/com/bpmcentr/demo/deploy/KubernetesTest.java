package com.bpmcentr.demo.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.kubernetes.client.common.KubernetesObject;
import io.kubernetes.client.custom.Quantity;
import io.kubernetes.client.openapi.JSON;
import io.kubernetes.client.openapi.models.V1Container;
import io.kubernetes.client.openapi.models.V1ContainerPort;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1EnvVar;
import io.kubernetes.client.openapi.models.V1LabelSelector;
import io.kubernetes.client.openapi.models.V1Namespace;
import io.kubernetes.client.openapi.models.V1NetworkPolicy;
import io.kubernetes.client.openapi.models.V1NetworkPolicyPeer;
import io.kubernetes.client.openapi.models.V1NetworkPolicyPort;
import io.kubernetes.client.openapi.models.V1PersistentVolumeClaim;
import io.kubernetes.client.openapi.models.V1PodDisruptionBudget;
import io.kubernetes.client.openapi.models.V1PodSecurityContext;
import io.kubernetes.client.openapi.models.V1PodSpec;
import io.kubernetes.client.openapi.models.V1PodTemplateSpec;
import io.kubernetes.client.openapi.models.V1Probe;
import io.kubernetes.client.openapi.models.V1SecurityContext;
import io.kubernetes.client.openapi.models.V1Service;
import io.kubernetes.client.openapi.models.V1ServiceAccount;
import io.kubernetes.client.openapi.models.V1ServicePort;
import io.kubernetes.client.openapi.models.V1StatefulSet;
import io.kubernetes.client.openapi.models.V1TopologySpreadConstraint;
import io.kubernetes.client.openapi.models.V1Volume;
import io.kubernetes.client.openapi.models.V1VolumeMount;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The manifests against the schemas of Kubernetes' own client, and against the programs. */
class KubernetesTest {
  private static final Path FOLDER = DeployFiles.DEPLOY.resolve("kubernetes");
  private static final String NAME = "app.kubernetes.io/name";
  private static final Gson PLAIN = new Gson();

  /** How each kind is checked and read: unknown fields and missing ones are errors. */
  private enum Kind {
    NAMESPACE("v1", "Namespace", V1Namespace::validateJsonElement, V1Namespace.class),
    SERVICE_ACCOUNT(
        "v1", "ServiceAccount", V1ServiceAccount::validateJsonElement, V1ServiceAccount.class),
    SERVICE("v1", "Service", V1Service::validateJsonElement, V1Service.class),
    CLAIM(
        "v1",
        "PersistentVolumeClaim",
        V1PersistentVolumeClaim::validateJsonElement,
        V1PersistentVolumeClaim.class),
    BUDGET(
        "policy/v1",
        "PodDisruptionBudget",
        V1PodDisruptionBudget::validateJsonElement,
        V1PodDisruptionBudget.class),
    STATEFUL_SET("apps/v1", "StatefulSet", V1StatefulSet::validateJsonElement, V1StatefulSet.class),
    DEPLOYMENT("apps/v1", "Deployment", V1Deployment::validateJsonElement, V1Deployment.class),
    NETWORK_POLICY(
        "networking.k8s.io/v1",
        "NetworkPolicy",
        V1NetworkPolicy::validateJsonElement,
        V1NetworkPolicy.class);

    private interface Check {
      void of(JsonElement json) throws IOException;
    }

    private final String apiVersion;
    private final String kind;
    private final Check check;
    private final Class<? extends KubernetesObject> type;

    Kind(String apiVersion, String kind, Check check, Class<? extends KubernetesObject> type) {
      this.apiVersion = apiVersion;
      this.kind = kind;
      this.check = check;
      this.type = type;
    }

    static KubernetesObject read(JsonObject json) throws IOException {
      for (Kind each : values()) {
        if (each.apiVersion.equals(json.get("apiVersion").getAsString())
            && each.kind.equals(json.get("kind").getAsString())) {
          each.check.of(json);
          return JSON.getGson().fromJson(json, each.type);
        }
      }
      throw new IllegalArgumentException("a kind that is not checked: " + json.get("kind"));
    }
  }

  private static List<KubernetesObject> objects;
  private static Map<String, Object> kustomization;

  @BeforeAll
  static void read() throws IOException {
    kustomization = DeployFiles.yaml(FOLDER.resolve("kustomization.yaml")).getFirst();
    objects = new ArrayList<>();
    for (Object file : (List<?>) kustomization.get("resources")) {
      for (Map<String, Object> document : DeployFiles.yaml(FOLDER.resolve((String) file))) {
        objects.add(Kind.read(PLAIN.toJsonTree(document).getAsJsonObject()));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{apiVersion: v1, kind: Service, spec: {prots: []}}",
        "{apiVersion: v1, kind: Service, spec: {ports: [{name: x}]}}",
        "{apiVersion: v1, kind: Pod}",
      })
  void schema_whatIsWrong_isRefused(String manifest) {
    JsonObject json = JsonParser.parseString(manifest).getAsJsonObject();

    assertThatThrownBy(() -> Kind.read(json)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void kustomization_any_namesAllFilesAndBothImages() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(
              Stream.concat(
                      Stream.of("kustomization.yaml"),
                      ((List<?>) kustomization.get("resources")).stream().map(String.class::cast))
                  .toList());
    }
    assertThat(kustomization)
        .containsEntry("apiVersion", "kustomize.config.k8s.io/v1beta1")
        .containsEntry("kind", "Kustomization")
        .containsEntry("namespace", only(V1Namespace.class).getMetadata().getName());
    List<Object> images = new ArrayList<>();
    for (Object image : (List<?>) kustomization.get("images")) {
      images.add(DeployFiles.map(image).get("name"));
      assertThat((String) DeployFiles.map(image).get("newTag")).matches("[0-9]+\\.[0-9]+\\.[0-9]+");
    }
    assertThat(images).containsExactlyInAnyOrder("license-edge", "license-console");
  }

  @Test
  void objects_all_haveNamesOfTheirOwn() {
    assertThat(objects)
        .extracting(object -> object.getKind() + " " + object.getMetadata().getName())
        .doesNotHaveDuplicates()
        .noneMatch(name -> name.endsWith(" null"));
    assertThat(only(V1Namespace.class).getMetadata().getLabels())
        .containsEntry("pod-security.kubernetes.io/enforce", "restricted");
  }

  @ParameterizedTest
  @ValueSource(strings = {"license-edge", "license-console"})
  void pod_any_mayDoNothingThatItNeedNot(String name) {
    V1PodSpec pod = pod(name).getSpec();
    V1PodSecurityContext security = pod.getSecurityContext();
    V1Container container = container(name);
    V1SecurityContext own = container.getSecurityContext();

    assertThat(pod.getEnableServiceLinks()).isFalse();
    assertThat(pod.getAutomountServiceAccountToken()).isFalse();
    assertThat(
            named(V1ServiceAccount.class, pod.getServiceAccountName())
                .getAutomountServiceAccountToken())
        .isFalse();
    assertThat(security.getRunAsNonRoot()).isTrue();
    assertThat(security.getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
    assertThat(security.getRunAsUser() + ":" + security.getRunAsGroup())
        .isEqualTo(stage(name).only("USER").value());
    assertThat(security.getFsGroup()).isEqualTo(security.getRunAsGroup());
    assertThat(security.getFsGroupChangePolicy()).isEqualTo("OnRootMismatch");
    assertThat(own.getReadOnlyRootFilesystem()).isTrue();
    assertThat(own.getAllowPrivilegeEscalation()).isFalse();
    assertThat(own.getCapabilities().getDrop()).containsExactly("ALL");
    assertThat(own.getCapabilities().getAdd()).isNullOrEmpty();
    assertThat(pod.getHostNetwork()).isNull();
    assertThat(pod.getInitContainers()).isNullOrEmpty();
    assertThat(pod.getTerminationGracePeriodSeconds())
        .isGreaterThan(container.getLifecycle().getPreStop().getSleep().getSeconds() + 10);
  }

  @ParameterizedTest
  @CsvSource({"license-edge, EDGE", "license-console, CONSOLE"})
  void environment_any_isWhatTheProgramReadsAndNoSecret(String name, String prefix) {
    List<V1EnvVar> variables = container(name).getEnv();
    Set<String> all =
        Stream.concat(
                variables.stream().map(V1EnvVar::getName),
                stage(name).environment().keySet().stream())
            .collect(Collectors.toSet());

    assertThat(variables).extracting(V1EnvVar::getName).doesNotHaveDuplicates();
    assertThat(all).isSubsetOf(DeployFiles.variables(prefix));
    assertThat(all).containsAll(DeployFiles.required(prefix));
    assertThat(variables)
        .filteredOn(variable -> variable.getValueFrom() != null)
        .allSatisfy(
            variable ->
                assertThat(variable.getValueFrom().getFieldRef().getFieldPath())
                    .isEqualTo("metadata.name"));
    assertThat(container(name).getEnvFrom()).isNullOrEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"license-edge", "license-console"})
  void paths_inTheEnvironment_areMounted(String name) {
    List<V1VolumeMount> mounts = container(name).getVolumeMounts();

    assertThat(container(name).getEnv())
        .extracting(V1EnvVar::getValue)
        .filteredOn(value -> value != null && value.startsWith("/"))
        .isNotEmpty()
        .allMatch(
            path ->
                mounts.stream()
                    .map(V1VolumeMount::getMountPath)
                    .anyMatch(mount -> path.equals(mount) || path.startsWith(mount + "/")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"license-edge", "license-console"})
  void volumes_any_areThereAndSecretsOnlyToBeRead(String name) {
    List<V1Volume> volumes = pod(name).getSpec().getVolumes();
    List<String> known = new ArrayList<>(volumes.stream().map(V1Volume::getName).toList());
    if (name.equals("license-edge")) {
      set()
          .getSpec()
          .getVolumeClaimTemplates()
          .forEach(claim -> known.add(claim.getMetadata().getName()));
    }
    List<V1VolumeMount> mounts = container(name).getVolumeMounts();

    assertThat(mounts)
        .extracting(V1VolumeMount::getName)
        .containsExactlyInAnyOrderElementsOf(known);
    assertThat(mounts).extracting(V1VolumeMount::getMountPath).contains("/tmp");
    assertThat(mounts)
        .as("a file mounted by subPath stays as it was when its Secret changes")
        .allMatch(mount -> mount.getSubPath() == null);
    for (V1Volume volume : volumes) {
      assertThat(
              Stream.of(volume.getEmptyDir(), volume.getSecret(), volume.getPersistentVolumeClaim())
                  .filter(Objects::nonNull))
          .as("where %s comes from", volume.getName())
          .hasSize(1);
      boolean secret = volume.getSecret() != null;
      assertThat(mounts)
          .filteredOn(mount -> mount.getName().equals(volume.getName()))
          .allMatch(mount -> Boolean.TRUE.equals(mount.getReadOnly()) == secret);
      if (secret) {
        assertThat(volume.getSecret().getDefaultMode()).isEqualTo(0440);
        assertThat(DeployFiles.text(DeployFiles.PROJECT.resolve("docs/operations.md")))
            .contains("generic " + volume.getSecret().getSecretName() + " ");
      }
      if (volume.getPersistentVolumeClaim() != null) {
        named(V1PersistentVolumeClaim.class, volume.getPersistentVolumeClaim().getClaimName());
      }
    }
  }

  @Test
  void claims_all_sayWhatTheyNeed() {
    List<V1PersistentVolumeClaim> claims =
        new ArrayList<>(set().getSpec().getVolumeClaimTemplates());
    claims.addAll(all(V1PersistentVolumeClaim.class));

    assertThat(claims).hasSize(2);
    for (V1PersistentVolumeClaim claim : claims) {
      assertThat(claim.getSpec().getAccessModes()).containsExactly("ReadWriteOnce");
      assertThat(claim.getSpec().getResources().getRequests()).containsOnlyKeys("storage");
    }
  }

  /** Kubernetes' own are: asked each 10 s, with a second to answer, and three times. */
  @ParameterizedTest
  @CsvSource({"license-edge, 60", "license-console, 300"})
  void probes_any_haveTimesOfTheirOwn(String name, int longestStart) {
    V1Probe startup = container(name).getStartupProbe();
    V1Probe liveness = container(name).getLivenessProbe();
    V1Probe readiness = container(name).getReadinessProbe();

    assertThat(startup.getPeriodSeconds() * startup.getFailureThreshold()).isEqualTo(longestStart);
    assertThat(liveness.getPeriodSeconds() * liveness.getFailureThreshold()).isEqualTo(30);
    assertThat(liveness.getTimeoutSeconds()).isEqualTo(5);
    assertThat(readiness.getPeriodSeconds() * readiness.getFailureThreshold())
        .as("checks go elsewhere soon")
        .isLessThanOrEqualTo(10);
    assertThat(readiness.getTimeoutSeconds()).isBetween(2, 3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"license-edge", "license-console"})
  void probes_any_askWhatTheProgramAnswers(String name) {
    V1Container container = container(name);
    Set<String> ports = ports(name).keySet();
    String code =
        name.equals("license-edge")
            ? "license-edge/src/main/java/com/bpmcentr/edge/ops/OperationsVerticle.java"
            : "admin-console/src/test/java/com/bpmcentr/console/security/ScreenLoginIT.java";
    List<V1Probe> probes =
        List.of(
            container.getStartupProbe(),
            container.getLivenessProbe(),
            container.getReadinessProbe());

    for (V1Probe probe : probes) {
      assertThat(ports).contains(probe.getHttpGet().getPort().getStrValue());
      assertThat(DeployFiles.text(DeployFiles.PROJECT.resolve(code)))
          .contains("\"" + probe.getHttpGet().getPath() + "\"");
    }
    assertThat(container.getLivenessProbe().getHttpGet().getPath())
        .as("not being ready is no reason to be killed")
        .doesNotContain("ready", "readiness");
    assertThat(container.getReadinessProbe().getHttpGet().getPath()).contains("/read");
  }

  @ParameterizedTest
  @CsvSource({"license-edge, 8081;9081", "license-console, 8080;9080"})
  void ports_any_areThoseTheImageOpens(String name, String expected) {
    assertThat(ports(name).values().stream().map(String::valueOf))
        .containsExactlyInAnyOrder(expected.split(";"));
    assertThat(stage(name).only("EXPOSE").value().split(" "))
        .containsExactlyInAnyOrder(expected.split(";"));
  }

  @Test
  void services_all_selectPodsAndPortsThatAreThere() {
    List<V1Service> services = all(V1Service.class);

    assertThat(services).hasSize(3);
    for (V1Service service : services) {
      String name = service.getSpec().getSelector().get(NAME);
      assertThat(service.getSpec().getSelector()).isEqualTo(pod(name).getMetadata().getLabels());
      assertThat(service.getSpec().getPorts()).isNotEmpty();
      for (V1ServicePort port : service.getSpec().getPorts()) {
        assertThat(ports(name)).containsKey(port.getTargetPort().getStrValue());
      }
    }
    V1Service each = named(V1Service.class, set().getSpec().getServiceName());
    assertThat(each.getSpec().getClusterIP()).isEqualTo("None");
    assertThat(each.getSpec().getPublishNotReadyAddresses()).isTrue();
  }

  @Test
  void operationsPort_ofAnEdge_isInNoServiceThatChecksGoTo() {
    assertThat(named(V1Service.class, "license-edge").getSpec().getPorts())
        .extracting(port -> port.getTargetPort().getStrValue())
        .containsExactly("checks");
  }

  @ParameterizedTest
  @ValueSource(strings = {"license-edge", "license-console"})
  void selectors_any_areThePodsLabels(String name) {
    V1LabelSelector selector =
        name.equals("license-edge")
            ? set().getSpec().getSelector()
            : only(V1Deployment.class).getSpec().getSelector();

    assertThat(selector.getMatchLabels())
        .isEqualTo(Map.of(NAME, name))
        .isEqualTo(pod(name).getMetadata().getLabels());
  }

  @Test
  void edges_all_keepTheirSnapshotAndSpreadOut() {
    assertThat(set().getSpec().getReplicas()).isGreaterThan(1);
    assertThat(set().getSpec().getPodManagementPolicy()).isEqualTo("Parallel");
    assertThat(set().getSpec().getPersistentVolumeClaimRetentionPolicy().getWhenScaled())
        .isEqualTo("Retain");
    assertThat(container("license-edge").getEnv())
        .filteredOn(variable -> variable.getName().equals("EDGE_ID"))
        .singleElement()
        .satisfies(id -> assertThat(id.getValueFrom()).isNotNull());
    assertThat(pod("license-edge").getSpec().getTopologySpreadConstraints())
        .allSatisfy(
            spread ->
                assertThat(spread.getLabelSelector().getMatchLabels())
                    .isEqualTo(Map.of(NAME, "license-edge")))
        .extracting(V1TopologySpreadConstraint::getTopologyKey)
        .containsExactlyInAnyOrder("kubernetes.io/hostname", "topology.kubernetes.io/zone");
    assertThat(set().getSpec().getMinReadySeconds()).isPositive();
    V1PodDisruptionBudget budget = only(V1PodDisruptionBudget.class);
    assertThat(budget.getSpec().getMaxUnavailable().getIntValue()).isEqualTo(1);
    assertThat(budget.getSpec().getUnhealthyPodEvictionPolicy()).isEqualTo("AlwaysAllow");
    assertThat(budget.getSpec().getSelector().getMatchLabels())
        .isEqualTo(Map.of(NAME, "license-edge"));
  }

  /** Else all clients behind the ingress have one address, and one budget. */
  @ParameterizedTest
  @CsvSource({
    "license-edge, EDGE_TRUSTED_PROXIES",
    "license-console, CONSOLE_TRUSTED_PROXIES",
  })
  void programs_all_trustTheIngressInEveryPrivateNetwork(String program, String name) {
    assertThat(container(program).getEnv())
        .filteredOn(variable -> variable.getName().equals(name))
        .singleElement()
        .extracting(variable -> List.of(variable.getValue().split(",")))
        .asInstanceOf(InstanceOfAssertFactories.LIST)
        .contains("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fd00::/8")
        .doesNotContain("0.0.0.0/0", "::/0");
  }

  /** Else the session's cookie goes out in clear, and a log-in leads to an address without TLS. */
  @Test
  void console_any_knowsThatStaffReachItByTls() {
    assertThat(container("license-console").getEnv())
        .filteredOn(variable -> variable.getName().equals("CONSOLE_PUBLIC_URL"))
        .singleElement()
        .extracting(variable -> variable.getValue())
        .asString()
        .startsWith("https://");
  }

  @Test
  void console_any_isOneAndReplacedAsAWhole() {
    assertThat(only(V1Deployment.class).getSpec().getReplicas()).isEqualTo(1);
    assertThat(only(V1Deployment.class).getSpec().getStrategy().getType()).isEqualTo("Recreate");
  }

  /** It holds a password and a token, and lies on a volume that is backed up. */
  @Test
  void firstOwner_onceItWasRead_isDeletedByTheGuidesSteps() {
    String file =
        container("license-console").getEnv().stream()
            .filter(variable -> variable.getName().equals("CONSOLE_FIRST_OWNER_FILE"))
            .map(V1EnvVar::getValue)
            .collect(Collectors.joining());
    String console = "exec deployment/" + only(V1Deployment.class).getMetadata().getName();

    assertThat(DeployFiles.text(DeployFiles.PROJECT.resolve("docs/operations.md")))
        .containsSubsequence(console + " -- cat " + file, console + " -- rm " + file);
  }

  @Test
  void signingKey_andTheOwnersUrl_areTheConsolesOnly() {
    assertThat(pod("license-edge").getSpec().getVolumes())
        .filteredOn(volume -> volume.getSecret() != null)
        .extracting(volume -> volume.getSecret().getSecretName())
        .containsExactlyInAnyOrder("license-shared", "license-edge-database");
  }

  @ParameterizedTest
  @CsvSource({
    "license-edge, license-edge/src/main/launch/edge.args",
    "license-console, admin-console/src/main/launch/console.args"
  })
  void memory_any_isMoreThanTheHeapAndAskedForWhole(String name, String arguments) {
    Map<String, Quantity> limits = container(name).getResources().getLimits();
    String heap =
        DeployFiles.text(DeployFiles.PROJECT.resolve(arguments))
            .lines()
            .filter(line -> line.startsWith("-Xmx"))
            .map(line -> line.substring(4).toUpperCase(Locale.ROOT) + "i")
            .findFirst()
            .orElseThrow();

    assertThat(limits.get("memory").getNumber().doubleValue())
        .isGreaterThanOrEqualTo(1.4 * Quantity.fromString(heap).getNumber().doubleValue());
    assertThat(container(name).getResources().getRequests().get("memory"))
        .isEqualTo(limits.get("memory"));
    assertThat(limits).doesNotContainKey("cpu");
  }

  @Test
  void networkPolicies_all_allowOnlyPortsThatAreThere() {
    List<V1NetworkPolicy> policies = all(V1NetworkPolicy.class);

    assertThat(policies).hasSize(3);
    for (V1NetworkPolicy policy : policies) {
      Map<String, String> selected = policy.getSpec().getPodSelector().getMatchLabels();
      assertThat(policy.getSpec().getPolicyTypes()).containsExactlyInAnyOrder("Ingress", "Egress");
      if (selected == null || selected.isEmpty()) {
        assertThat(policy.getSpec().getIngress()).isNullOrEmpty();
        assertThat(policy.getSpec().getEgress()).isNullOrEmpty();
        continue;
      }
      Set<String> ports = ports(selected.get(NAME)).keySet();
      policy
          .getSpec()
          .getIngress()
          .forEach(
              rule -> {
                List<String> named =
                    rule.getPorts().stream()
                        .map(V1NetworkPolicyPort::getPort)
                        .map(port -> port.getStrValue())
                        .toList();
                assertThat(ports).containsAll(named);
                assertThat(named).as("no rule is for all ports").hasSize(1);
                assertThat(rule.getFrom())
                    .as("nothing is open to anybody: edges believe who comes about addresses")
                    .isNotEmpty();
                assertAreOfOneNamespace(rule.getFrom());
              });
      assertThat(policy.getSpec().getEgress())
          .extracting(
              rule ->
                  rule.getPorts().stream()
                      .map(port -> port.getProtocol() + " " + port.getPort().getIntValue())
                      .toList())
          .containsExactly(List.of("TCP 5432"), List.of("UDP 53", "TCP 53"));
      assertAreOfOneNamespace(policy.getSpec().getEgress().getLast().getTo());
    }
  }

  /** A selector without labels would be every namespace. */
  private static void assertAreOfOneNamespace(List<V1NetworkPolicyPeer> peers) {
    assertThat(peers)
        .hasSize(1)
        .allSatisfy(
            peer ->
                assertThat(peer.getNamespaceSelector().getMatchLabels())
                    .containsOnlyKeys("kubernetes.io/metadata.name"));
  }

  private static V1StatefulSet set() {
    return only(V1StatefulSet.class);
  }

  private static V1PodTemplateSpec pod(String name) {
    return name.equals("license-edge")
        ? set().getSpec().getTemplate()
        : only(V1Deployment.class).getSpec().getTemplate();
  }

  private static V1Container container(String name) {
    List<V1Container> containers = pod(name).getSpec().getContainers();
    assertThat(containers).hasSize(1);
    assertThat(containers.getFirst().getImage()).isEqualTo(name);
    return containers.getFirst();
  }

  private static Map<String, Integer> ports(String name) {
    return container(name).getPorts().stream()
        .collect(Collectors.toMap(V1ContainerPort::getName, V1ContainerPort::getContainerPort));
  }

  private static Dockerfile.Stage stage(String name) {
    return Dockerfile.read().stage(name.substring("license-".length()));
  }

  private static <T extends KubernetesObject> List<T> all(Class<T> type) {
    return objects.stream().filter(type::isInstance).map(type::cast).toList();
  }

  private static <T extends KubernetesObject> T only(Class<T> type) {
    assertThat(all(type)).hasSize(1);
    return all(type).getFirst();
  }

  private static <T extends KubernetesObject> T named(Class<T> type, String name) {
    List<T> found =
        all(type).stream().filter(object -> name.equals(object.getMetadata().getName())).toList();
    assertThat(found).as(name).hasSize(1);
    return found.getFirst();
  }
}
