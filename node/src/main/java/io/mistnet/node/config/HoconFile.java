package io.mistnet.node.config;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigIncludeContext;
import com.typesafe.config.ConfigIncluder;
import com.typesafe.config.ConfigIncluderClasspath;
import com.typesafe.config.ConfigIncluderFile;
import com.typesafe.config.ConfigIncluderURL;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigResolveOptions;
import java.io.File;
import java.net.URL;
import org.jspecify.annotations.Nullable;

/** HOCON whose bytes say all: no includes, nothing from the environment. */
public final class HoconFile {

    private HoconFile() {}

    /** @return the file's root; an empty one where the text is no HOCON, which is noted */
    public static ConfigObject parse(String text, Problems problems) {
        ConfigParseOptions options = ConfigParseOptions.defaults().setIncluder(new NoIncludes());
        try {
            return ConfigFactory.parseString(text, options)
                    .resolve(ConfigResolveOptions.noSystem())
                    .root();
        } catch (ConfigException e) {
            int line = e.origin() == null ? -1 : e.origin().lineNumber();
            problems.error(line, "", "not valid HOCON: " + e.getMessage());
            return ConfigFactory.empty().root();
        }
    }

    private static final class NoIncludes
            implements ConfigIncluder, ConfigIncluderFile, ConfigIncluderURL, ConfigIncluderClasspath {

        @Override
        public ConfigIncluder withFallback(ConfigIncluder fallback) {
            return this;
        }

        @Override
        public ConfigObject include(ConfigIncludeContext context, String what) {
            throw refused(what);
        }

        @Override
        public ConfigObject includeFile(ConfigIncludeContext context, File what) {
            throw refused(what);
        }

        @Override
        public ConfigObject includeURL(ConfigIncludeContext context, URL what) {
            throw refused(what);
        }

        @Override
        public ConfigObject includeResources(ConfigIncludeContext context, String what) {
            throw refused(what);
        }

        private static ConfigException refused(@Nullable Object what) {
            return new ConfigException.Generic("an include of " + what + " is not allowed here");
        }
    }
}
