package io.sluice.tests.harness;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/** Who looks after the topics of one broker, and after the rights of its one user. */
public final class KafkaAdmin implements AutoCloseable {
  private static final String EVERYBODY = "User:ANONYMOUS";

  private final Admin admin;

  public KafkaAdmin(String bootstrap) {
    admin = Admin.create(Map.of("bootstrap.servers", bootstrap));
  }

  /** Creates a topic of one partition. */
  public void create(String topic, Map<String, String> settings) {
    NewTopic created = new NewTopic(topic, 1, (short) 1).configs(settings);
    await(admin.createTopics(List.of(created)).all());
  }

  /** Gives a topic another setting. */
  public void set(String topic, String name, String value) {
    AlterConfigOp change =
        new AlterConfigOp(new ConfigEntry(name, value), AlterConfigOp.OpType.SET);
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    await(admin.incrementalAlterConfigs(Map.of(resource, List.of(change))).all());
  }

  /** Takes a right to a topic from everybody; it may be seen still. */
  public void deny(String topic, AclOperation operation) {
    await(
        admin
            .createAcls(
                List.of(
                    acl(topic, AclOperation.ALL, AclPermissionType.ALLOW),
                    acl(topic, operation, AclPermissionType.DENY)))
            .all());
  }

  /** Gives it back. */
  public void undeny(String topic, AclOperation operation) {
    AclBinding denial = acl(topic, operation, AclPermissionType.DENY);
    await(admin.deleteAcls(List.of(denial.toFilter())).all());
  }

  private static AclBinding acl(String topic, AclOperation operation, AclPermissionType type) {
    return new AclBinding(
        new ResourcePattern(ResourceType.TOPIC, topic, PatternType.LITERAL),
        new AccessControlEntry(EVERYBODY, "*", operation, type));
  }

  private static void await(KafkaFuture<?> done) {
    try {
      var unused = done.get();
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException("the broker did not do it", e);
    }
  }

  @Override
  public void close() {
    admin.close();
  }
}
