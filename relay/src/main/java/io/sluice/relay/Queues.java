package io.sluice.relay;

import io.sluice.relay.checkpoint.Checkpoint;
import io.sluice.relay.checkpoint.StateDirectory;
import io.sluice.relay.config.AdminConfig;
import io.sluice.relay.config.RelayConfig;
import io.sluice.relay.decode.TableSchemas;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;

/** Makes a relay's queues. For many threads. */
final class Queues implements Destinations.Factory {
  private final StateDirectory state;
  private final Function<PipelineContext, Way> way;
  private final Consumer<Throwable> onDeath;
  private final TableSchemas schemas = new TableSchemas();

  /** By destination: one that was there before goes on with what was counted. */
  private final Map<String, Reports> reports = new ConcurrentHashMap<>();

  /**
   * Has made none yet.
   *
   * @param way to Kafka
   * @param onDeath told of what a queue's thread does not survive
   */
  Queues(StateDirectory state, Function<PipelineContext, Way> way, Consumer<Throwable> onDeath) {
    this.state = state;
    this.way = way;
    this.onDeath = onDeath;
  }

  @Override
  public Destination create(RelayConfig config, Plan plan, Share share, Siblings siblings)
      throws IOException {
    boolean showsRecords = config.admin().map(AdminConfig::showRecords).orElse(false);
    Reports those =
        reports.computeIfAbsent(
            plan.destination().name(), name -> Reports.of(name, state, showsRecords));
    PipelineContext context =
        new PipelineContext(config, plan.destination(), share, state, schemas, those);
    return new Destination(context, way.apply(context), siblings, onDeath);
  }

  @Override
  public void begin(String queue, Checkpoint position) throws IOException {
    StoredPosition.write(state.checkpoint(queue), position);
  }
}
