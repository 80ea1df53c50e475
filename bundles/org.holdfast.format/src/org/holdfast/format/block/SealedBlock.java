// SPDX-License-Identifier: EPL-2.0
package org.holdfast.format.block;

/** A block ready to be sent: its header, and the payload in the array that the caller gave. */
public record SealedBlock(BlockHeader header, byte[] payload, int payloadLength) {
    @Override
    public String toString() {
        return "block " + header.block() + ", " + payloadLength + " bytes";
    }
}
