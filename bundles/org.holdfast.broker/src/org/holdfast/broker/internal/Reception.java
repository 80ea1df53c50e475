// SPDX-License-Identifier: EPL-2.0
package org.holdfast.broker.internal;

/** What became of an advert; the number on the wire is the place in this list. */
enum Reception {
    /** It is in the directory now, or none was given. */
    TAKEN,
    /** Not an advert, or of another group than was asked for. */
    MALFORMED,
    /** Its time is more than a day from this clock, or not later than the last one of its device. */
    NOT_FRESH,
    /** Not signed by the device that it names. */
    FORGED,
    /** Too much to do, too many groups, or a confederation that is not served here. */
    NO_ROOM
}
