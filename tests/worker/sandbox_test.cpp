// What a snippet can reach from within the sandbox, and what it can't: with all that this kernel
// gives, and with less of it, as older kernels have.
#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>
#include <algorithm>
#include <cstdlib>
#include <filesystem>

#include "tests/worker/recorded.h"

namespace viv::test {
namespace {

// A folder that isn't the sandbox's, with a secret in it; gone afterwards.
class Outside {
public:
    Outside() {
        std::string name = std::filesystem::current_path() / "vivtest-XXXXXX";
        if (::mkdtemp(name.data()) == nullptr) {
            name = std::filesystem::temp_directory_path() / "vivtest-XXXXXX";
            REQUIRE(::mkdtemp(name.data()) != nullptr);
        }
        m_path = std::filesystem::canonical(name);
        REQUIRE(write_file(m_path / "secret", "a secret").ok());
    }
    ~Outside() { std::filesystem::remove_all(m_path); }
    [[nodiscard]] const std::filesystem::path& path() const { return m_path; }

private:
    std::filesystem::path m_path;
};

// A server of the machine's, which no snippet is to reach.
class Server {
public:
    Server() : m_socket(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address;
        REQUIRE(::bind(m_socket, reinterpret_cast<sockaddr*>(&address), size) == 0);
        REQUIRE(::listen(m_socket, 1) == 0);
        ::getsockname(m_socket, reinterpret_cast<sockaddr*>(&address), &size);
        m_port = ntohs(address.sin_port);
    }
    ~Server() { ::close(m_socket); }
    [[nodiscard]] int port() const { return m_port; }

private:
    int m_socket = -1;
    int m_port = 0;
};

// Runs it, and gives what it printed; what it raised is printed too.
std::string outcome(Recorder& recorder, const std::string& lines,
                    const session::RunOptions& options = {}) {
    std::string source = "try:\n";
    std::istringstream stream(lines);
    for (std::string line; std::getline(stream, line);) source += "    " + line + "\n";
    source += "except BaseException as problem:\n    print(type(problem).__name__)\n";
    return printed(recorder.run(source, options));
}

bool is_refused(const std::string& outcome) {
    return outcome == "PermissionError\n" || outcome == "FileNotFoundError\n" ||
           outcome == "ProcessLookupError\n" || outcome == "ConnectionRefusedError\n" ||
           outcome == "OSError\n";
}

// What holds whatever the kernel has, as long as it has Landlock and seccomp.
void check_guarded(Recorder& recorder) {
    const Outside outside;
    const Server server;
    const std::string path = outside.path().string();
    const auto refused = [&](const std::string& lines) {
        CAPTURE(lines);
        const std::string what = outcome(recorder, lines);
        CAPTURE(what);
        CHECK(is_refused(what));
    };
    refused("print(open('" + path + "/secret').read())");
    refused("open('" + path + "/new', 'w').write('x'); print('written')");
    refused("import os; print(os.listdir('" + path + "'))");
    refused("import os; os.unlink('" + path + "/secret'); print('gone')");
    refused("import os; print(os.listdir(os.path.expanduser('~')))");
    refused("open('/usr/lib/python3.11/x.py', 'w')");
    refused("open('/tmp/vivarium-hostile', 'w'); print('written')");
    refused("print(open('/etc/shadow').read())");
    refused("import socket; socket.create_connection(('127.0.0.1', " +
            std::to_string(server.port()) + "), 2); print('connected')");
    refused(
        "import socket; s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM); "
        "s.connect(('192.0.2.1', 53)); s.send(b'x'); print('sent')");
    refused("import os; os.kill(" + std::to_string(::getpid()) + ", 0); print('reached')");
    refused("import os; print(open('/proc/" + std::to_string(::getpid()) + "/maps').read())");
    refused("import os; os.setuid(12345 if os.getuid() != 12345 else 0); print('changed')");
    refused("import os; os.mknod('device', 0o20600, os.makedev(1, 3)); print('made')");
    refused("import os; os.chroot('.'); print('moved')");
    refused("import os; os.truncate('" + path + "/secret', 0); print('cut')");
    refused("import os; os.chmod('" + path + "/secret', 0o777); print('opened')");
    refused("import os; os.utime('" + path + "/secret', (0, 0)); print('dated')");
    CHECK(*read_file(outside.path() / "secret") == "a secret");
    CHECK(!std::filesystem::exists(outside.path() / "new"));

    // System calls that Python has no words for, by their numbers; -1 is refusal.
    for (const char* call :
         {"mount", "ptrace", "unshare", "setns", "keyctl", "bpf", "io_uring_setup",
          "perf_event_open", "userfaultfd", "process_vm_readv", "init_module"}) {
        CAPTURE(call);
        const std::string what = outcome(
            recorder,
            "import ctypes, errno\nlibc = ctypes.CDLL(None, use_errno=True)\n"
            "numbers = dict(mount=165, ptrace=101, unshare=272, setns=308, keyctl=250, bpf=321,\n"
            "    io_uring_setup=425, perf_event_open=298, userfaultfd=323, process_vm_readv=310,\n"
            "    init_module=175)\n"
            "done = libc.syscall(numbers['" +
                std::string(call) +
                "'], 0x10000000, 0, 0, 0, 0)\n"
                "print(done, errno.errorcode[ctypes.get_errno()])");
#ifdef __x86_64__
        CHECK((what == "-1 EPERM\n" || what == "-1 ENOSYS\n"));
#endif
    }
}

// What a program has to be able to do nevertheless.
void check_usable(Recorder& recorder) {
    const auto prints = [&](const std::string& lines, const std::string& text) {
        CAPTURE(lines);
        CHECK(outcome(recorder, lines) == text);
    };
    prints("open('a.txt', 'w').write('x'); print(open('a.txt').read())", "x\n");
    prints("import tempfile; print(tempfile.TemporaryFile().write(b'abc'))", "3\n");
    prints("import os; os.mkdir('d'); os.rename('d', 'e'); print(sorted(os.listdir('.')))",
           "['e', 'snippet.py']\n");
    prints(
        "import subprocess, sys\n"
        "print(subprocess.run([sys.executable, '-c', 'print(6 * 7)'], capture_output=True).stdout)",
        "b'42\\n'\n");
    prints(
        "import threading; t = threading.Thread(target=print, args=('in a thread',))\n"
        "t.start(); t.join()",
        "in a thread\n");
    prints(
        "import asyncio\nasync def main():\n    await asyncio.sleep(0.001)\n    print('slept')\n"
        "asyncio.run(main())",
        "slept\n");
    prints(
        "import os; pid = os.fork()\nif pid == 0: os._exit(3)\n"
        "print(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))",
        "3\n");
    prints(
        "import zoneinfo, json, decimal, sqlite3, hashlib, random, mimetypes, ssl\n"
        "print(zoneinfo.ZoneInfo('Europe/Berlin'), len(os.urandom(3)) if 'os' in dir() else 3)",
        "Europe/Berlin 3\n");
    prints(
        "import os\nopened = []\nfor number in range(1000):\n"
        "    try: os.fstat(number); opened.append(number)\n    except OSError: pass\n"
        "print(opened)",
        "[0, 1, 2]\n");
    prints("import os; print(len(open('/dev/urandom', 'rb').read(4)), open('/dev/null').read())",
           "4 \n");
}

}  // namespace

TEST_CASE("from within the sandbox nothing of the user's is in reach") {
    Recorder recorder;
    check_guarded(recorder);
}

TEST_CASE("the same without namespaces, by Landlock and seccomp alone") {
    const Environment environment("VIVARIUM_WITHOUT", "user,process,network,mount");
    Recorder recorder;
    check_guarded(recorder);
    check_usable(recorder);
}

TEST_CASE("the same with the Landlock of Linux 6.1") {
    const Environment environment("VIVARIUM_LANDLOCK_ABI", "2");
    Recorder recorder;
    check_guarded(recorder);
}

TEST_CASE("the same with neither namespaces nor any later Landlock") {
    const Environment environment("VIVARIUM_WITHOUT", "user,process,network,mount");
    const Environment abi("VIVARIUM_LANDLOCK_ABI", "1");
    Recorder recorder;
    check_guarded(recorder);
}

// Not in a root that was changed into, for one: no process there may have a user namespace.
bool has_own_root(Recorder& recorder) {
    const std::vector<wire::Mean>& means = recorder.sitting().sandbox();
    return std::any_of(means.begin(), means.end(), [](const wire::Mean& mean) {
        return mean.name == "mount namespace" && mean.is_given;
    });
}

TEST_CASE("ordinary programs don't notice the sandbox") {
    Recorder recorder;
    check_usable(recorder);
    CHECK(outcome(recorder,
                  "import socket\nserver = socket.create_server(('127.0.0.1', 0))\n"
                  "client = socket.create_connection(server.getsockname())\n"
                  "server.accept()[0].send(b'hello'); print(client.recv(10))") == "b'hello'\n");
    if (!has_own_root(recorder)) {
        MESSAGE("the kernel gives no mount namespace here: what a root of its own has is left out");
        return;
    }
    // Semaphores are files of a folder that all programs share where the root is the machine's.
    CHECK(outcome(recorder,
                  "import multiprocessing\n"
                  "with multiprocessing.get_context('fork').Pool(2) as pool:\n"
                  "    print(pool.map(abs, [-1, -2]))") == "[1, 2]\n");
    CHECK(outcome(recorder, "import os; print(os.getcwd(), sorted(os.listdir('/')))") ==
          "/scratch ['bin', 'dev', 'etc', 'lib', 'lib64', 'proc', 'sbin', 'scratch', 'tmp', "
          "'usr']\n");
}

TEST_CASE("a snippet doesn't see what else is in the environment") {
    const Environment secret("SERVICE_TOKEN", "a secret");
    Recorder recorder;
    CHECK(outcome(recorder,
                  "import os; print(os.environ.get('SERVICE_TOKEN'), 'PATH' in os.environ)") ==
          "None True\n");
}

TEST_CASE("the learner may open a folder, allow packages, or do without") {
    Recorder recorder;
    const Outside outside;
    const std::string path = outside.path().string();
    const std::string reading = "print(open('" + path + "/secret').read())";
    const std::string writing = "open('" + path + "/new', 'w').write('x'); print('written')";
    session::RunOptions options;

    options.readable = {outside.path()};
    CHECK(outcome(recorder, reading, options) == "a secret\n");
    CHECK(is_refused(outcome(recorder, writing, options)));

    options = {};
    options.writable = {outside.path()};
    CHECK(outcome(recorder, reading, options) == "a secret\n");
    CHECK(outcome(recorder, writing, options) == "written\n");
    CHECK(std::filesystem::exists(outside.path() / "new"));

    options = {};
    options.is_confined = false;
    CHECK(outcome(recorder, reading, options) == "a secret\n");
    CHECK(outcome(recorder, "import os; print(os.path.exists('/sys'))", options) == "True\n");

    const std::string packages =
        "import os; print(os.path.isdir('/usr/lib/python3/dist-packages'))";
    options = {};
    CHECK(is_refused(outcome(
        recorder, "import os; print(os.listdir('/usr/lib/python3/dist-packages'))", options)));
    options.allows_packages = true;
    const bool has_packages = std::filesystem::exists("/usr/lib/python3/dist-packages");
    CHECK(outcome(recorder, packages, options) == (has_packages ? "True\n" : "False\n"));
}

TEST_CASE("what the kernel gives is told, and what it doesn't") {
    {
        Recorder recorder;
        const std::vector<wire::Mean>& means = recorder.sitting().sandbox();
        REQUIRE(means.size() == 6);
        for (const wire::Mean& mean : means) CHECK(!mean.words.empty());
    }
    const Environment environment("VIVARIUM_WITHOUT",
                                  "user,process,network,mount,landlock,seccomp");
    Recorder recorder;
    for (const wire::Mean& mean : recorder.sitting().sandbox()) {
        CAPTURE(mean.name);
        CHECK(!mean.is_given);
        CHECK(!mean.words.empty());
    }
    CHECK(recorder.run("x = 1\n").end()->status == RunStatus::Finished);
}

TEST_CASE("input comes from a file, from somebody who types, or not at all") {
    Recorder recorder;
    CHECK(outcome(recorder, "print(input())") == "EOFError\n");
    session::RunOptions options;
    options.stdin_text = "one\ntwo\n";
    CHECK(outcome(recorder, "print(input(), input())\nprint(input())", options) ==
          "one two\nEOFError\n");

    options.is_interactive = true;
    session::Sitting& sitting = recorder.sitting();
    sitting.post(
        session::RunSnippet{"a, b = input(), input('? ')\nprint(a, b, input())\n"
                            "try:\n    input()\nexcept EOFError: print('the end')\n",
                            options});
    sitting.apply_posted();
    while (!sitting.awaits_input()) sitting.poll();
    sitting.poll();
    CHECK(sitting.recording()->step_count() >= 1);
    sitting.post(session::GiveInput{"three\n"});
    sitting.post(session::EndInput{});
    sitting.wait_until_idle();
    CHECK(printed(*sitting.recording()) == "? one two three\nthe end\n");
    CHECK(!sitting.awaits_input());
}

}  // namespace viv::test
