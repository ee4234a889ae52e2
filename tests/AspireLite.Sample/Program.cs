// One program in two parts: the stub of a service, and an application host that runs several of them.
using Ecommerce.AspireLite.Sample;

if (args is ["host", ..]) SampleHost.Describe(args[1..]).Build().Run();
else StubService.Run(args);
