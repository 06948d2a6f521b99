package io.mistnet.he.preset;

import org.bytedeco.javacpp.annotation.Platform;
import org.bytedeco.javacpp.annotation.Properties;
import org.bytedeco.javacpp.tools.Info;
import org.bytedeco.javacpp.tools.InfoMap;
import org.bytedeco.javacpp.tools.InfoMapper;

/**
 * Maps the C++ facade to the package {@code io.mistnet.he.facade}, class by class under the same name with "Native" before it.
 *
 * <p>Constructors are not mapped but functions that make objects, so that these get no deallocator of JavaCPP's: it counts the process's memory against a limit derived from the Java heap, which a table
 * exceeds by design. {@code io.mistnet.he} owns the objects and destroys them.
 */
@Properties(
        value = @Platform(include = {"facade.hpp", "binding.hpp"}),
        target = "io.mistnet.he.facade",
        global = "io.mistnet.he.facade.Facade")
public class Facade implements InfoMapper {

    private static final String NAMESPACE = "mistnet::he::";

    @Override
    public void map(InfoMap infoMap) {
        for (String name : new String[] {"Shape", "Parameters", "Table", "ExpansionKeys", "Answerer", "Asker"}) {
            infoMap.put(new Info(NAMESPACE + name).pointerTypes("Native" + name).purify())
                    .put(new Info(NAMESPACE + name + "::" + name).skip());
        }
        for (String name :
                new String[] {"Core", "TableState", "KeyState", "AnswererState", "AskerState", "described"}) {
            infoMap.put(new Info(NAMESPACE + "internal::" + name).skip());
        }
        infoMap.put(new Info("GENERIC_EXCEPTION_TOSTRING").skip());
    }
}
