namespace Ecommerce.Arrows;

/// <summary>What runs in the cluster and who calls whom, as the published manifest says.</summary>
internal sealed record Model(IReadOnlyList<Workload> Workloads, IReadOnlyList<Arrow> Arrows)
{
    public IEnumerable<Workload> Services => Workloads.Where(workload => workload.IsService);

    public IEnumerable<Arrow> From(Workload workload) => Arrows.Where(arrow => arrow.From == workload.Name);

    public IEnumerable<Arrow> To(Workload workload) => Arrows.Where(arrow => arrow.To == workload.Name);
}

/// <summary>A service of the shop, or a server that services keep their data in.</summary>
/// <param name="Name">Of its Deployment or StatefulSet, of its Service and of its service account.</param>
/// <param name="IsService">Whether it is ours and speaks HTTP.</param>
/// <param name="IsExternal">Whether people outside the cluster reach it.</param>
internal sealed record Workload(string Name, bool IsService, bool IsExternal);

/// <summary>One workload opens connections to a port of another.</summary>
internal sealed record Arrow(string From, string To, int Port);
