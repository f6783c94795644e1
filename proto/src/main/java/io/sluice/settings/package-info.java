/**
 * How the trigger and the relay read their YAML: every value is asked for by key, every problem is
 * collected, and all of them are reported together with the key and the fix.
 *
 * <p>Start reading at {@link io.sluice.settings.Settings}.
 */
package io.sluice.settings;
