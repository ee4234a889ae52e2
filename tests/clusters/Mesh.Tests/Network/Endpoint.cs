using System.Net;

namespace Ecommerce.Mesh.Tests.Network;

/// <summary>Where a connection begins or ends.</summary>
/// <param name="Name">As it stands in a test's findings.</param>
internal abstract record Endpoint(string Name);

/// <summary>A pod.</summary>
/// <param name="Namespace">Null for that of the policies.</param>
/// <param name="Ports">The ports that its containers name.</param>
internal sealed record Pod(string Name, IReadOnlyDictionary<string, string> Labels, string? Namespace, IReadOnlyDictionary<string,
    int> Ports) : Endpoint(Name)
{
    /// <summary>One outside of the shop's namespace, or one in it that nobody planned.</summary>
    public static Pod Elsewhere(string name, string? @namespace, params (string Key, string Value)[] labels)
        => new(name, labels.ToDictionary(label => label.Key, label => label.Value), @namespace, new Dictionary<string, int>());

    public static Pod Of(Workload workload) => new(workload.Name, workload.PodLabels, null, workload.Containers
        .SelectMany(container => container.Each("ports"))
        .Where(port => port.Text("name") is not null)
        .ToDictionary(port => port.Text("name")!, port => port.Number("containerPort")!.Value));
}

/// <summary>A machine outside of the cluster.</summary>
internal sealed record Machine(string Name, IPAddress Address) : Endpoint(Name)
{
    public static Machine At(string address) => new(address, IPAddress.Parse(address));
}
