using System.Text.Json.Serialization.Metadata;

namespace Aspire.Hosting.Running.Dcp;

/// <summary>A kind of object: its name, its path in the API and how it reads and writes JSON.</summary>
internal sealed record DcpKind<TSpec, TStatus>(
    string Name,
    string Plural,
    JsonTypeInfo<DcpObject<TSpec, TStatus>> ObjectJson,
    JsonTypeInfo<DcpChange<TSpec, TStatus>> ChangeJson)
    where TSpec : class
    where TStatus : class
{
    public DcpObject<TSpec, TStatus> Describe(string name, TSpec spec, Dictionary<string, string>? annotations = null) =>
        new(Name, new DcpMetadata(name) { Annotations = annotations }, spec);
}

internal static class DcpKinds
{
    public const string ApiVersion = "usvc-dev.developer.microsoft.com/v1";

    public static DcpKind<DcpServiceSpec, DcpServiceStatus> Services { get; } =
        new("Service", "services", DcpJson.Default.ServiceObject, DcpJson.Default.ServiceChange);

    public static DcpKind<DcpExecutableSpec, DcpExecutableStatus> Executables { get; } =
        new("Executable", "executables", DcpJson.Default.ExecutableObject, DcpJson.Default.ExecutableChange);

    public static DcpKind<DcpContainerSpec, DcpContainerStatus> Containers { get; } =
        new("Container", "containers", DcpJson.Default.ContainerObject, DcpJson.Default.ContainerChange);

    public static DcpKind<DcpNetworkSpec, DcpNetworkStatus> Networks { get; } =
        new("ContainerNetwork", "containernetworks", DcpJson.Default.NetworkObject, DcpJson.Default.NetworkChange);
}
