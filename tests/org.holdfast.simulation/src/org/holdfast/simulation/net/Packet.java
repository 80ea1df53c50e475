// SPDX-License-Identifier: EPL-2.0
package org.holdfast.simulation.net;

/**
 * What travels. Hosts are numbers.
 *
 * @param pipe chosen by the dialler, never used twice
 * @param number of the frame for OPEN and DATA; of the next one expected for ACK
 */
record Packet(int from, int to, long pipe, Kind kind, int number, byte[] frame) {
    enum Kind {
        /** The first frame of the dialler. */
        OPEN,
        DATA,
        ACK,
        /** There is no such pipe here. */
        RESET
    }
}
