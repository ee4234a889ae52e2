using Ecommerce.AppHost.Running;

namespace Ecommerce.AppHost.Infrastructure;

/// <summary>
/// A replica set of one member: transactions need a replica set, and the image alone starts a single server. The member makes itself a
/// key file at each start, since nobody else has to know the key, and forms the set when it has none yet.
/// </summary>
internal sealed class MongoReplicaSet(IResourceBuilder<MongoDBServerResource> server) : IDatabaseServer
{
    private const string Name = "rs0", KeyFile = "/tmp/replica-set-key";

    // Throws, and is tried again, while the image prepares its data or the server does not answer yet.
    private const string Initiation =
        "const admin = connect('mongodb://localhost:27017/admin?directConnection=true'); "
        + "admin.auth(process.env.MONGO_INITDB_ROOT_USERNAME, process.env.MONGO_INITDB_ROOT_PASSWORD); "
        + "if (!admin.hello().setName) "
        + $"admin.adminCommand({{replSetInitiate: {{_id: '{Name}', members: [{{_id: 0, host: 'localhost:27017'}}]}}}})";

    // In one line: Aspirate indents no more than the first one. The server reads no key file that others may read.
    private static readonly string Start = string.Join("; ",
        $"rm -f {KeyFile}",
        $"head -c 48 /dev/urandom | base64 -w 0 >{KeyFile}",
        $"chown mongodb {KeyFile} 2>/dev/null",
        $"chmod 400 {KeyFile}",
        $"""(until HOME=/tmp mongosh --quiet --nodb --eval "{Initiation}"; do sleep 1; done) >/dev/null 2>&1 & """
            + $"exec docker-entrypoint.sh mongod --replSet {Name} --bind_ip_all --keyFile {KeyFile}");

    /// <summary>Lets a server be a replica set; it is ready when it has a primary.</summary>
    public static MongoReplicaSet Of(IResourceBuilder<MongoDBServerResource> server)
        => new(server.WithEntrypoint("/bin/bash").WithArgs("-c", Start).WithPatientCheck("tcp", PrimaryCheck.AskAsync));

    // Not the package's own database: its password is escaped, which Aspirate does not resolve, and ours needs no escaping. The member's
    // name in the set is of use inside its container alone, so clients do not look for others.
    public IResourceBuilder<IResourceWithConnectionString> AddDatabase(string name)
    {
        var address = server.Resource.PrimaryEndpoint.Property(EndpointProperty.HostAndPort);
        return server.ApplicationBuilder.AddResource(new DatabaseResource(name, server.Resource, ReferenceExpression.Create(
            $"mongodb://{server.Resource.UserNameReference}:{server.Resource.PasswordParameter}@{address}/{name}"
            + $"?authSource=admin&authMechanism=SCRAM-SHA-256&directConnection=true")));
    }
}
