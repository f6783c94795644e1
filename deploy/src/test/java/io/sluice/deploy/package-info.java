/** What an operator copies is consistent, in itself and with what it deploys. */
package io.sluice.deploy;
