package io.mistnet.node.api.frame;

import java.util.List;

/** Operations that belong together. */
public interface ApiSection {

    List<Operation> operations();
}
