package io.github.latchkey.testing.engine;

/** The browser engines that can be started. */
public enum EngineKind {
  CHROMIUM {
    @Override
    public Engine launch() {
      return ChromiumLauncher.launch();
    }
  },
  FIREFOX {
    @Override
    public Engine launch() {
      return FirefoxLauncher.launch();
    }
  },
  WEBKIT {
    @Override
    public Engine launch() {
      return WebKitLauncher.launch();
    }
  };

  /**
   * Starts one, with an empty profile.
   *
   * @throws EngineException where it is not installed, with one line that names Debian's package;
   *     or where it does not start, with what it printed
   */
  public abstract Engine launch();
}
