package io.mistnet.node.lookup;

import io.mistnet.node.authorisation.Grounds;
import io.mistnet.node.authorisation.Purpose;

/**
 * Who wants something, and on what grounds. It goes into the institution's own audit log; case and basis also into the authorisation that the holders of the key see.
 *
 * @param user who
 * @param caseReference of the institution's own case
 * @param legalBasis the law or order that allows it
 */
public record Asking(String user, String caseReference, String legalBasis) {

    Grounds grounds(Purpose purpose) {
        return new Grounds(caseReference, legalBasis, purpose);
    }

    @Override
    public String toString() {
        return "Asking(not shown)";
    }
}
