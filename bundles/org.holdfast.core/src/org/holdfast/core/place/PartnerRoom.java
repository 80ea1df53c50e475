// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.place;

import org.holdfast.model.ByteCount;
import org.holdfast.model.Domains;
import org.holdfast.model.OwnerId;

/**
 * A partner that can be given blocks now.
 *
 * @param free bytes of its reservation that are not used yet
 */
public record PartnerRoom(OwnerId id, Domains domains, ByteCount free) {}
