/**
 * The TCP payloads of a packet, or of the packets in a capture file.
 * @module
 */

/** The TCP payloads that are not empty. */
export function tcpPayloads(bytes: Uint8Array): Uint8Array[] {
  return packetsOf(bytes)
    .map(tcpPayload)
    .filter((payload) => payload.length > 0);
}

const PCAPNG = 0x0a0d0d0a;
const PCAP = [0xa1b2c3d4, 0xd4c3b2a1, 0xa1b23c4d, 0x4d3cb2a1];

/** The packets of a pcap or pcapng file; any other bytes are one packet. */
function packetsOf(bytes: Uint8Array): Uint8Array[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const magic = bytes.length < 32 ? 0 : view.getUint32(0);
  const isPcapng = magic === PCAPNG;
  if (!isPcapng && !PCAP.includes(magic)) return [bytes];
  // A number shows the byte order: in pcap, the first; in pcapng, the one after the type and length of the first block.
  const isLittle = isPcapng ? bytes[8] === 0x4d : [0xd4, 0x4d].includes(bytes[0]!);
  const word = (at: number) => view.getUint32(at, isLittle);
  const packets: Uint8Array[] = [];
  // In an enhanced packet block (type 6) of pcapng, and in a record of pcap, this many bytes come before the packet.
  const head = isPcapng ? 28 : 16;
  for (let at = isPcapng ? 0 : 24; at + head <= bytes.length; ) {
    const length = word(at + (isPcapng ? 20 : 8));
    if (!isPcapng || word(at) === 6) packets.push(bytes.subarray(at + head, at + head + length));
    at += isPcapng ? Math.max(12, word(at + 4)) : head + length;
  }
  return packets;
}

/** The TCP payload of an IPv4 or IPv6 packet, with or without an Ethernet header; empty if it is not such a packet. */
function tcpPayload(bytes: Uint8Array): Uint8Array {
  const word = (at: number) => bytes[at]! * 256 + bytes[at + 1]!;
  const ip = [0x0800, 0x86dd].includes(word(12)) ? 14 : 0;
  const isV4 = bytes[ip]! >> 4 === 4;
  if (bytes[ip + (isV4 ? 9 : 6)] !== 6) return bytes.subarray(0, 0);
  const tcp = ip + (isV4 ? (bytes[ip]! & 15) * 4 : 40);
  const end = ip + (isV4 ? word(ip + 2) : 40 + word(ip + 4));
  return bytes.subarray(tcp + (bytes[tcp + 12]! >> 4) * 4, end);
}
