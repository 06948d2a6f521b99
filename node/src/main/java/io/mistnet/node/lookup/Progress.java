package io.mistnet.node.lookup;

/** Is told how far a long request has come. */
@FunctionalInterface
public interface Progress {

    /** For those who do not look. */
    Progress NONE = done -> {};

    /** @param done how many selectors or records are done */
    void done(int done);
}
