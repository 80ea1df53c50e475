// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.advert;

/** What an advert is found to be before its signature is checked. */
public enum Finding {
    /** New, of a member as the roster has it: worth a signature check. */
    MEMBER,
    /** New, of somebody whom the roster does not list (yet): worth a check, of which few are made. */
    STRANGER,
    /** Says what is known of its device from an advert that was checked minutes ago: not worth a check. */
    REPEATED,
    /** Signed with this very device's key, if its signature is right, and not made here: another machine has the key. */
    TWIN,
    /** Names this node's owner, and another device: a replacement of this machine, or a lie; the advert cannot tell. */
    RIVAL,
    /** What this node said itself. */
    OWN,
    OTHER_CONFEDERATION,
    /** Not later than the last one of its device, or too far from the own clock: replayed, expired, or a wrong clock. */
    NOT_FRESH,
    /** More than are checked in that time. */
    TOO_MANY
}
