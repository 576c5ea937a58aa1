/**
 * What each system calls the status codes, as it spells the names, and where we found them.
 * @module
 */

/** The names that one system uses. */
export interface System {
  /** What we call the system. */
  readonly system: string;
  /** Where we found its names: a file in a repository, or its publisher's page. */
  readonly source: string;
  /** Each code with its name: `1000 Normal, 1001 Away`. */
  readonly names: string;
}

const rust =
  '1000 Normal, 1001 Away, 1002 Protocol, 1003 Unsupported, 1005 Status, 1006 Abnormal, 1007 Invalid, 1008 Policy, ' +
  '1009 Size, 1010 Extension, 1011 Error, 1012 Restart, 1013 Again, 1015 Tls';

/** Every system. Names for numbers outside 1000–4999, such as Swift's `invalid` (0), are left out. */
export const systems: readonly System[] = [
  {
    system: 'Dart ws',
    source: 'PlugFox/ws, lib/src/client/status_codes.dart',
    names:
      '1000 normalClosure, 1001 goingAway, 1002 protocolError, 1003 unsupportedData, 1004 reserved, ' +
      '1005 noStatusReceived, 1006 abnormalClosure, 1007 invalidFramePayloadData, 1008 policyViolation, ' +
      '1009 messageTooBig, 1010 mandatoryExtension, 1011 internalError, 1012 serviceRestart, 1013 tryAgainLater, ' +
      '1014 badGateway, 1015 tlsHandshake',
  },
  {
    system: 'Dart ws codename',
    source: 'PlugFox/ws, lib/src/client/status_codes.dart',
    names:
      '1000 NORMAL_CLOSURE, 1001 GOING_AWAY, 1002 PROTOCOL_ERROR, 1003 UNSUPPORTED_DATA, 1004 RESERVED, ' +
      '1005 NO_STATUS_RECEIVED, 1006 ABNORMAL_CLOSURE, 1007 UNSUPPORTED_PAYLOAD, 1008 POLICY_VIOLATION, ' +
      '1009 TOO_LARGE, 1010 MANDATORY_EXTENSION, 1011 INTERNAL_ERROR, 1012 RESTART, 1013 TRY_AGAIN_LATER, ' +
      '1014 BAD_GATEWAY, 1015 TLS_HANDSHAKE',
  },
  {
    system: 'dart:io',
    source: 'dart-lang/sdk, sdk/lib/_http/websocket.dart',
    names:
      '1000 normalClosure, 1001 goingAway, 1002 protocolError, 1003 unsupportedData, 1004 reserved1004, ' +
      '1005 noStatusReceived, 1006 abnormalClosure, 1007 invalidFramePayloadData, 1008 policyViolation, ' +
      '1009 messageTooBig, 1010 missingMandatoryExtension, 1011 internalServerError, 1015 reserved1015',
  },
  { system: 'Rust ws-rs', source: 'housleyjk/ws-rs, src/protocol.rs', names: rust },
  { system: 'Rust tungstenite', source: 'snapview/tungstenite-rs, src/protocol/frame/coding.rs', names: rust },
  {
    system: 'Unity WebSocketStatusCodes',
    source: 'Best HTTP for Unity, WebSocketStatusCodes',
    names:
      '1000 NormalClosure, 1001 GoingAway, 1002 ProtocolError, 1003 WrongDataType, 1004 Reserved, ' +
      '1005 NoStatusCode, 1006 ClosedAbnormally, 1007 DataError, 1008 PolicyError, 1009 TooBigMessage, ' +
      '1010 ExtensionExpected, 1011 WrongRequest, 1015 TLSHandshakeError',
  },
  {
    system: '.NET WebSocketCloseStatus',
    source: 'dotnet/runtime, src/libraries/System.Net.WebSockets/src/System/Net/WebSockets/WebSocketCloseStatus.cs',
    names:
      '1000 NormalClosure, 1001 EndpointUnavailable, 1002 ProtocolError, 1003 InvalidMessageType, 1005 Empty, ' +
      '1007 InvalidPayloadData, 1008 PolicyViolation, 1009 MessageTooBig, 1010 MandatoryExtension, ' +
      '1011 InternalServerError',
  },
  {
    system: 'Python websockets',
    source: 'python-websockets/websockets, src/websockets/frames.py',
    names:
      '1000 NORMAL_CLOSURE, 1001 GOING_AWAY, 1002 PROTOCOL_ERROR, 1003 UNSUPPORTED_DATA, 1005 NO_STATUS_RCVD, ' +
      '1006 ABNORMAL_CLOSURE, 1007 INVALID_DATA, 1008 POLICY_VIOLATION, 1009 MESSAGE_TOO_BIG, ' +
      '1010 MANDATORY_EXTENSION, 1011 INTERNAL_ERROR, 1012 SERVICE_RESTART, 1013 TRY_AGAIN_LATER, ' +
      '1014 BAD_GATEWAY, 1015 TLS_HANDSHAKE',
  },
  {
    system: 'IANA',
    source: 'IANA, WebSocket Close Code Number Registry',
    names:
      '1000 Normal Closure, 1001 Going Away, 1002 Protocol error, 1003 Unsupported Data, 1004 Reserved, ' +
      '1005 No Status Rcvd, 1006 Abnormal Closure, 1007 Invalid frame payload data, 1008 Policy Violation, ' +
      '1009 Message Too Big, 1010 Mandatory Ext., 1011 Internal Error, 1012 Service Restart, ' +
      '1013 Try Again Later, 1015 TLS handshake, 3000 Unauthorized, 3003 Forbidden, 3008 Timeout',
  },
  {
    system: 'Go gorilla',
    source: 'gorilla/websocket, conn.go',
    names:
      '1000 CloseNormalClosure, 1001 CloseGoingAway, 1002 CloseProtocolError, 1003 CloseUnsupportedData, ' +
      '1005 CloseNoStatusReceived, 1006 CloseAbnormalClosure, 1007 CloseInvalidFramePayloadData, ' +
      '1008 ClosePolicyViolation, 1009 CloseMessageTooBig, 1010 CloseMandatoryExtension, ' +
      '1011 CloseInternalServerErr, 1012 CloseServiceRestart, 1013 CloseTryAgainLater, 1015 CloseTLSHandshake',
  },
  {
    system: 'Go coder',
    source: 'coder/websocket, close.go',
    names:
      '1000 StatusNormalClosure, 1001 StatusGoingAway, 1002 StatusProtocolError, 1003 StatusUnsupportedData, ' +
      '1005 StatusNoStatusRcvd, 1006 StatusAbnormalClosure, 1007 StatusInvalidFramePayloadData, ' +
      '1008 StatusPolicyViolation, 1009 StatusMessageTooBig, 1010 StatusMandatoryExtension, ' +
      '1011 StatusInternalError, 1012 StatusServiceRestart, 1013 StatusTryAgainLater, 1014 StatusBadGateway, ' +
      '1015 StatusTLSHandshake',
  },
  {
    system: 'Java Jakarta',
    source: 'jakartaee/websocket, api/client/src/main/java/jakarta/websocket/CloseReason.java',
    names:
      '1000 NORMAL_CLOSURE, 1001 GOING_AWAY, 1002 PROTOCOL_ERROR, 1003 CANNOT_ACCEPT, 1004 RESERVED, ' +
      '1005 NO_STATUS_CODE, 1006 CLOSED_ABNORMALLY, 1007 NOT_CONSISTENT, 1008 VIOLATED_POLICY, 1009 TOO_BIG, ' +
      '1010 NO_EXTENSION, 1011 UNEXPECTED_CONDITION, 1012 SERVICE_RESTART, 1013 TRY_AGAIN_LATER, ' +
      '1015 TLS_HANDSHAKE_FAILURE',
  },
  {
    system: 'Java Spring',
    source:
      'spring-projects/spring-framework, ' +
      'spring-websocket/src/main/java/org/springframework/web/socket/CloseStatus.java',
    names:
      '1000 NORMAL, 1001 GOING_AWAY, 1002 PROTOCOL_ERROR, 1003 NOT_ACCEPTABLE, 1005 NO_STATUS_CODE, ' +
      '1006 NO_CLOSE_FRAME, 1007 BAD_DATA, 1008 POLICY_VIOLATION, 1009 TOO_BIG_TO_PROCESS, ' +
      '1010 REQUIRED_EXTENSION, 1011 SERVER_ERROR, 1012 SERVICE_RESTARTED, 1013 SERVICE_OVERLOAD, ' +
      '1015 TLS_HANDSHAKE_FAILURE, 4500 SESSION_NOT_RELIABLE',
  },
  {
    system: 'Java Netty',
    source: 'netty/netty, codec-http/src/main/java/io/netty/handler/codec/http/websocketx/WebSocketCloseStatus.java',
    names:
      '1000 NORMAL_CLOSURE, 1001 ENDPOINT_UNAVAILABLE, 1002 PROTOCOL_ERROR, 1003 INVALID_MESSAGE_TYPE, 1005 EMPTY, ' +
      '1006 ABNORMAL_CLOSURE, 1007 INVALID_PAYLOAD_DATA, 1008 POLICY_VIOLATION, 1009 MESSAGE_TOO_BIG, ' +
      '1010 MANDATORY_EXTENSION, 1011 INTERNAL_SERVER_ERROR, 1012 SERVICE_RESTART, 1013 TRY_AGAIN_LATER, ' +
      '1014 BAD_GATEWAY, 1015 TLS_HANDSHAKE_FAILED',
  },
  {
    system: 'C++ Boost.Beast',
    source: 'boostorg/beast, include/boost/beast/websocket/rfc6455.hpp',
    names:
      '1000 normal, 1001 going_away, 1002 protocol_error, 1003 unknown_data, 1004 reserved1, 1005 no_status, ' +
      '1006 abnormal, 1007 bad_payload, 1008 policy_error, 1009 too_big, 1010 needs_extension, ' +
      '1011 internal_error, 1012 service_restart, 1013 try_again_later, 1014 bad_gateway, 1015 reserved3',
  },
  {
    system: 'C libwebsockets',
    source: 'warmcat/libwebsockets, include/libwebsockets/lws-ws-close.h',
    names:
      '1000 LWS_CLOSE_STATUS_NORMAL, 1001 LWS_CLOSE_STATUS_GOINGAWAY, 1002 LWS_CLOSE_STATUS_PROTOCOL_ERR, ' +
      '1003 LWS_CLOSE_STATUS_UNACCEPTABLE_OPCODE, 1004 LWS_CLOSE_STATUS_RESERVED, 1005 LWS_CLOSE_STATUS_NO_STATUS, ' +
      '1006 LWS_CLOSE_STATUS_ABNORMAL_CLOSE, 1007 LWS_CLOSE_STATUS_INVALID_PAYLOAD, ' +
      '1008 LWS_CLOSE_STATUS_POLICY_VIOLATION, 1009 LWS_CLOSE_STATUS_MESSAGE_TOO_LARGE, ' +
      '1010 LWS_CLOSE_STATUS_EXTENSION_REQUIRED, 1011 LWS_CLOSE_STATUS_UNEXPECTED_CONDITION, ' +
      '1015 LWS_CLOSE_STATUS_TLS_FAILURE, 2000 LWS_CLOSE_STATUS_CLIENT_TRANSACTION_DONE',
  },
  {
    system: 'Qt',
    source: 'qt/qtwebsockets, src/websockets/qwebsocketprotocol.h',
    names:
      '1000 CloseCodeNormal, 1001 CloseCodeGoingAway, 1002 CloseCodeProtocolError, ' +
      '1003 CloseCodeDatatypeNotSupported, 1004 CloseCodeReserved1004, 1005 CloseCodeMissingStatusCode, ' +
      '1006 CloseCodeAbnormalDisconnection, 1007 CloseCodeWrongDatatype, 1008 CloseCodePolicyViolated, ' +
      '1009 CloseCodeTooMuchData, 1010 CloseCodeMissingExtension, 1011 CloseCodeBadOperation, ' +
      '1015 CloseCodeTlsHandshakeFailed',
  },
  {
    system: 'Python aiohttp',
    source: 'aio-libs/aiohttp, aiohttp/_websocket/models.py',
    names:
      '1000 OK, 1001 GOING_AWAY, 1002 PROTOCOL_ERROR, 1003 UNSUPPORTED_DATA, 1006 ABNORMAL_CLOSURE, ' +
      '1007 INVALID_TEXT, 1008 POLICY_VIOLATION, 1009 MESSAGE_TOO_BIG, 1010 MANDATORY_EXTENSION, ' +
      '1011 INTERNAL_ERROR, 1012 SERVICE_RESTART, 1013 TRY_AGAIN_LATER, 1014 BAD_GATEWAY',
  },
  {
    system: 'Swift URLSession',
    source: 'Apple Foundation, URLSessionWebSocketTask.CloseCode',
    names:
      '1000 normalClosure, 1001 goingAway, 1002 protocolError, 1003 unsupportedData, 1005 noStatusReceived, ' +
      '1006 abnormalClosure, 1007 invalidFramePayloadData, 1008 policyViolation, 1009 messageTooBig, ' +
      '1010 mandatoryExtensionMissing, 1011 internalServerError, 1015 tlsHandshakeFailure',
  },
  {
    system: 'MDN and Node websocket',
    source: 'MDN, CloseEvent (an older edition); theturtle32/WebSocket-Node, lib/WebSocketConnection.js',
    names:
      '1000 CLOSE_NORMAL, 1001 CLOSE_GOING_AWAY, 1002 CLOSE_PROTOCOL_ERROR, 1003 CLOSE_UNSUPPORTED, ' +
      '1005 CLOSE_NO_STATUS, 1006 CLOSE_ABNORMAL, 1009 CLOSE_TOO_LARGE, 1000 CLOSE_REASON_NORMAL, ' +
      '1001 CLOSE_REASON_GOING_AWAY, 1002 CLOSE_REASON_PROTOCOL_ERROR, 1003 CLOSE_REASON_UNPROCESSABLE_INPUT, ' +
      '1004 CLOSE_REASON_RESERVED, 1005 CLOSE_REASON_NOT_PROVIDED, 1006 CLOSE_REASON_ABNORMAL, ' +
      '1007 CLOSE_REASON_INVALID_DATA, 1008 CLOSE_REASON_POLICY_VIOLATION, 1009 CLOSE_REASON_MESSAGE_TOO_BIG, ' +
      '1010 CLOSE_REASON_EXTENSION_REQUIRED, 1011 CLOSE_REASON_INTERNAL_SERVER_ERROR, ' +
      '1015 CLOSE_REASON_TLS_HANDSHAKE_FAILED',
  },
];
