package io.sluice.bench;

import io.sluice.sandbox.Server;

/** A process that carries changes from a node to Kafka, and may be frozen. */
interface Carrier {
  /** Of a client that needs none: this process. */
  Carrier NONE =
      new Carrier() {
        @Override
        public long pid() {
          return ProcessHandle.current().pid();
        }

        @Override
        public void pause() {}

        @Override
        public void resume() {}
      };

  long pid();

  void pause();

  void resume();

  /** A server of the sandbox as such a process. */
  static Carrier of(Server server) {
    return new Carrier() {
      @Override
      public long pid() {
        return server.pid();
      }

      @Override
      public void pause() {
        server.pause();
      }

      @Override
      public void resume() {
        server.resume();
      }
    };
  }
}
