package io.sluice.relay.route;

import io.sluice.relay.change.Source;
import io.sluice.relay.change.Table;
import java.util.regex.Pattern;

/**
 * The changes that one channel takes. Each part is a name, or a pattern in which {@code *} stands
 * for any number of characters; upper and lower case differ, as in CQL's quoted names.
 */
public final class ChannelRule {
  private final Pattern dataCenter;
  private final Pattern keyspace;
  private final Pattern table;

  /**
   * A rule.
   *
   * @param dataCenter of the node that captured the change
   */
  public ChannelRule(String dataCenter, String keyspace, String table) {
    this.dataCenter = pattern(dataCenter);
    this.keyspace = pattern(keyspace);
    this.table = pattern(table);
  }

  /** Whether changes of this table from this node belong to the channel. */
  public boolean takes(Table changed, Source source) {
    return keyspace.matcher(changed.keyspace()).matches()
        && table.matcher(changed.name()).matches()
        && dataCenter.matcher(source.dataCenter()).matches();
  }

  private static Pattern pattern(String glob) {
    StringBuilder regex = new StringBuilder();
    int start = 0;
    for (int star = glob.indexOf('*'); star >= 0; star = glob.indexOf('*', start)) {
      regex.append(Pattern.quote(glob.substring(start, star))).append(".*");
      start = star + 1;
    }
    regex.append(Pattern.quote(glob.substring(start)));
    return Pattern.compile(regex.toString(), Pattern.DOTALL);
  }
}
