namespace Ecommerce.PolicyGenerator;

/// <summary>What runs in the cluster and who calls whom, as the published manifest says.</summary>
internal sealed record Model(IReadOnlyList<Workload> Workloads, IReadOnlyList<Reference> References, IReadOnlyList<Secret> Secrets)
{
    public IEnumerable<Workload> Services => Workloads.Where(workload => workload.IsService);

    public IEnumerable<Reference> From(Workload workload) => References.Where(reference => reference.From == workload.Name);

    public IEnumerable<Reference> To(Workload workload) => References.Where(reference => reference.To == workload.Name);
}

/// <summary>A service of the shop, or a server that services keep their data in.</summary>
/// <param name="Name">Of its Deployment or StatefulSet, of its Service and of its service account.</param>
/// <param name="IsService">Whether it is ours and speaks HTTP.</param>
/// <param name="IsExternal">Whether people outside the cluster reach it.</param>
internal sealed record Workload(string Name, bool IsService, bool IsExternal);

/// <summary>One workload opens connections to a port of another.</summary>
internal sealed record Reference(string From, string To, int Port);

/// <summary>A secret parameter that a workload is given.</summary>
/// <param name="Workload">Who gets it.</param>
/// <param name="Parameter">Its name in the model.</param>
/// <param name="Resource">The server or the database whose connection string has it, null where the environment names it itself.</param>
/// <param name="Server">The server of that connection string.</param>
internal sealed record Secret(string Workload, string Parameter, string? Resource, string? Server);
