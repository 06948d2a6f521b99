package io.mistnet.node.authorisation;

/**
 * On what grounds an investigator asks or contributes.
 *
 * @param caseReference of the institution's own case
 * @param legalBasis the law or order that allows it
 * @param purpose what the evaluations are for
 */
public record Grounds(String caseReference, String legalBasis, Purpose purpose) {

    @Override
    public String toString() {
        return "Grounds[" + purpose + "]";
    }
}
