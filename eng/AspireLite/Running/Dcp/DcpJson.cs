using System.Text.Json.Serialization;

namespace Aspire.Hosting.Running.Dcp;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(DcpObject<DcpServiceSpec, DcpServiceStatus>), TypeInfoPropertyName = "ServiceObject")]
[JsonSerializable(typeof(DcpChange<DcpServiceSpec, DcpServiceStatus>), TypeInfoPropertyName = "ServiceChange")]
[JsonSerializable(typeof(DcpObject<DcpExecutableSpec, DcpExecutableStatus>), TypeInfoPropertyName = "ExecutableObject")]
[JsonSerializable(typeof(DcpChange<DcpExecutableSpec, DcpExecutableStatus>), TypeInfoPropertyName = "ExecutableChange")]
[JsonSerializable(typeof(DcpObject<DcpContainerSpec, DcpContainerStatus>), TypeInfoPropertyName = "ContainerObject")]
[JsonSerializable(typeof(DcpChange<DcpContainerSpec, DcpContainerStatus>), TypeInfoPropertyName = "ContainerChange")]
[JsonSerializable(typeof(DcpObject<DcpNetworkSpec, DcpNetworkStatus>), TypeInfoPropertyName = "NetworkObject")]
[JsonSerializable(typeof(DcpChange<DcpNetworkSpec, DcpNetworkStatus>), TypeInfoPropertyName = "NetworkChange")]
[JsonSerializable(typeof(List<DcpServiceProducer>))]
[JsonSerializable(typeof(List<DcpPatch>))]
[JsonSerializable(typeof(DcpExecution))]
internal sealed partial class DcpJson : JsonSerializerContext;
